// The test sound while it lasts: what is counted so far. No class yet, because the end may change it.
import { Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { Progress } from '../../../shared/ipc/contract.ts';
import { soundOf } from '../../components/account/sound-size.ts';
import { useFigures } from '../../components/quality/use-figures.ts';

/** Packets that a sound of so many seconds has. */
export const soundPackets = (seconds: number | null): number => soundOf(seconds ?? 0).packets;

type LiveSoundProps = { readonly stream: Progress['stream']; readonly seconds: number | null };

export function LiveSound({ stream, seconds }: LiveSoundProps) {
  const { t } = useTranslation('testing');
  const figure = useFigures(null);
  return (
    <Typography
      component="span"
      variant="body2"
      sx={{
        flexBasis: '100%',
        marginInlineStart: 4.5,
        marginBlockStart: -1.25,
        color: 'quiet',
        fontVariantNumeric: 'tabular-nums',
      }}
    >
      {stream === null ? (
        t('sound.starting')
      ) : (
        <>
          {t('sound.counts', {
            sent: figure.count(stream.sent),
            planned: figure.count(soundPackets(seconds)),
            received: figure.count(stream.received),
          })}
          {stream.rttMs !== null && ` ${t('sound.roundTrip', { time: figure.time(stream.rttMs) })}`}{' '}
          {t('sound.notFinal')}
        </>
      )}
    </Typography>
  );
}
