// How long the test sound lasts: longer tells more, and what it costs stands beside it.
import { FormHelperText } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { soundOf } from '../../components/account/sound-size.ts';
import { Choice } from '../../components/choice.tsx';
import { formatCount, formatUnit } from '../../language/format.ts';
import { streamChoices } from '../../state/account.ts';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { editDraft } from '../../state/draft.ts';

export function SoundChoice() {
  const { t, i18n } = useTranslation('start');
  const { store } = useApp();
  const seconds = useAppState((state) => state.draft.streamSeconds);
  const hasCall = useAppState((state) => state.draft.echoExtension.trim() !== '');
  const { packets, bytes } = soundOf(seconds);
  const size = formatUnit(bytes / 1000, 'kilobyte', i18n.language);
  return (
    <div>
      <Choice
        label={t('sound.label')}
        choices={streamChoices}
        value={seconds}
        nameOf={(choice) => formatUnit(choice, 'second', i18n.language)}
        onChoose={(next) => editDraft(store, { streamSeconds: next })}
      />
      <FormHelperText>
        {hasCall
          ? t('sound.help', { packets: formatCount(packets, i18n.language), size })
          : t('sound.noCall')}
      </FormHelperText>
    </div>
  );
}
