// A profile was opened: who it is from, what it changes, and the choice. Nothing holds before the answer.
import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  type Theme,
  Typography,
} from '@mui/material';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../../shared/base/safe-text.ts';
import type { Profile } from '../../../shared/profile/profile.ts';
import { HiddenText } from '../../components/hidden-text.tsx';
import { nameOfLanguage } from '../../language/format.ts';
import { Icon } from '../../shell/icons.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { acceptProfile, declineProfile, type ProfileChange, profileChanges } from '../../state/profile.ts';

export function ProfileQuestion() {
  const app = useApp();
  const proposal = useAppState((state) => state.proposal);
  return (
    <Dialog
      open={proposal !== null}
      onClose={() => declineProfile(app)}
      aria-labelledby="profile-question"
      fullWidth
      maxWidth="sm"
    >
      {proposal !== null && <Question profile={proposal.profile} />}
    </Dialog>
  );
}

function Question({ profile }: { readonly profile: Profile }) {
  const { t, i18n } = useTranslation('profile');
  const app = useApp();
  const draft = useAppState((state) => state.draft);
  const current = useAppState((state) => state.info?.profile ?? null);
  const isLanguageChosen = useAppState((state) => state.settings.language !== null);
  const changes = profileChanges(profile, { draft, current, language: i18n.language, isLanguageChosen });
  return (
    <>
      <DialogTitle id="profile-question" component="h2">
        {t('question.title')}
      </DialogTitle>
      <DialogContent>
        <Typography sx={{ marginBlockEnd: 2.5, overflowWrap: 'anywhere' }}>
          {t('question.lead', { name: safeText(profile.name), server: safeText(profile.server) })}
        </Typography>
        {changes.length === 0 ? (
          <Typography sx={{ color: 'quiet' }}>{t('question.nothing')}</Typography>
        ) : (
          <Changes changes={changes} />
        )}
        <Typography variant="body2" sx={{ marginBlockStart: 2.5, color: 'quiet' }}>
          {t('question.after')}
        </Typography>
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap', gap: 1 }}>
        <Button onClick={() => declineProfile(app)}>{t('question.no')}</Button>
        <Button variant="contained" onClick={() => void acceptProfile(app)}>
          {t('question.yes')}
        </Button>
      </DialogActions>
    </>
  );
}

const isProse = (field: ProfileChange['field']): boolean =>
  field === 'name' || field === 'support' || field === 'language';

function Changes({ changes }: { readonly changes: readonly ProfileChange[] }) {
  const { t } = useTranslation('profile');
  return (
    <Box
      component="dl"
      sx={(theme: Theme) => ({
        margin: 0,
        borderBlockEnd: `1px solid ${theme.vars.palette.line}`,
        '& > div': {
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', sm: '168px minmax(0, 1fr)' },
          columnGap: 3,
          paddingBlock: 1.25,
          borderBlockStart: `1px solid ${theme.vars.palette.line}`,
        },
        '& dt': { color: theme.vars.palette.quiet },
        '& dd': { margin: 0, overflowWrap: 'anywhere' },
      })}
    >
      {changes.map((change) => (
        <div key={change.field}>
          <dt>{t(`field.${change.field}`)}</dt>
          <dd>
            <Change change={change} />
          </dd>
        </div>
      ))}
    </Box>
  );
}

/** The old value struck and quiet, an arrow in reading direction, the new one; readers hear "was" and "becomes". */
function Change({ change: { field, before, after } }: { readonly change: ProfileChange }) {
  const { t } = useTranslation('profile');
  const show = (text: string) => {
    if (text === '') return t('question.none');
    return field === 'language' ? nameOfLanguage(text) : safeText(text);
  };
  const face = isProse(field) ? {} : { typography: 'mono', fontSize: '0.9375rem' };
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: 1 }}>
      <Box
        component={before === '' ? 'span' : 'del'}
        sx={{ ...(before === '' ? {} : face), color: 'quiet', minWidth: 0 }}
      >
        <HiddenText>{t('question.was')} </HiddenText>
        {show(before)}
      </Box>
      <Icon
        name="arrow"
        sx={{
          alignSelf: 'center',
          fontSize: 16,
          color: 'quiet',
          '[dir="rtl"] &': { transform: 'scaleX(-1)' },
        }}
      />
      <Box
        component={after === '' ? 'span' : 'ins'}
        sx={{ ...(after === '' ? {} : face), fontWeight: 550, textDecoration: 'none', minWidth: 0 }}
      >
        <HiddenText>{t('question.becomes')} </HiddenText>
        {show(after)}
      </Box>
    </Box>
  );
}
