// The way of a message, drawn as stations on a line: this computer, the router, the internet, the phone server.
// The same drawing rests, shows packets while they travel, and carries the result. In words it is one sentence.
import { Box } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../../shared/base/safe-text.ts';
import {
  placeOf,
  type Reading,
  readingOf,
  stationHalfPx,
  textKeyOf,
} from '../../../shared/reading/path-reading.ts';
import { type StationName, stationNames } from '../../../shared/reading/shapes.ts';
import type { Where } from '../../../shared/verdict/character.ts';
import type { Level } from '../../../shared/verdict/level.ts';
import { formatCount } from '../../language/format.ts';
import { Bracket } from './bracket.tsx';
import { Counts } from './counts.tsx';
import { LiveDots } from './live-dots.tsx';
import { drawingPx, lineY, PathLine } from './path-line.tsx';
import { drawingStyles, insetPx } from './picture-styles.ts';
import { StationLabels } from './station-labels.tsx';
import { StationDrawing } from './stations.tsx';

export type PathPictureProps = {
  readonly state: 'resting' | 'testing' | 'result';
  readonly server: string;
  readonly sent?: number;
  readonly received?: number;
  readonly level?: Level;
  readonly where?: Where | null;
  readonly isSimulated?: boolean;
};

export function PathPicture(props: PathPictureProps) {
  const { state, sent = 0, received = 0, level, where = null, isSimulated = false } = props;
  const text = usePictureText(props);
  const reading = state === 'result' && level !== undefined ? readingOf(level, where) : null;
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing with labels, not an image file
    <Box role="img" aria-label={text} sx={{ paddingInline: `${insetPx}px`, containerType: 'inline-size' }}>
      <Box sx={{ minHeight: state === 'resting' ? 0 : 30, display: 'grid', alignItems: 'end' }}>
        {reading !== null && level !== undefined && <Bracket reading={reading} level={level} />}
        {state === 'testing' && <Counts sent={sent} received={received} />}
      </Box>
      <Box
        component="svg"
        aria-hidden
        width="100%"
        height={drawingPx}
        sx={drawingStyles(reading?.tone ?? null)}
      >
        <PathLine reading={reading} />
        {state === 'testing' && <LiveDots sent={sent} received={received} />}
        {stationNames.map((name, index) => (
          <Station key={name} name={name} index={index} look={lookOf(name, props, reading)} />
        ))}
      </Box>
      <StationLabels server={safeText(props.server)} isSimulated={isSimulated} />
    </Box>
  );
}

type Look = 'plain' | 'lit' | 'faded';

/** A station lights up when it answered; one that the messages pass by is pale. */
function lookOf(name: StationName, props: PathPictureProps, reading: Reading | null): Look {
  if (reading?.form === 'tunnel') return name === 'router' || name === 'internet' ? 'faded' : 'plain';
  if (props.state !== 'testing') return 'plain';
  if (name === 'computer') return (props.sent ?? 0) > 0 ? 'lit' : 'plain';
  return name === 'server' && (props.received ?? 0) > 0 ? 'lit' : 'plain';
}

type StationProps = { readonly name: StationName; readonly index: number; readonly look: Look };

const Station = ({ name, index, look }: StationProps) => (
  <svg x={placeOf(index)} y={lineY} overflow="visible" className={`station ${look}`}>
    <rect
      className="ground"
      x={-stationHalfPx}
      y={-stationHalfPx + 2}
      width={stationHalfPx * 2}
      height={stationHalfPx * 2 - 4}
    />
    <StationDrawing name={name} />
  </svg>
);

/** The picture in one sentence. */
function usePictureText({
  state,
  server,
  sent = 0,
  received = 0,
  level,
  where,
  isSimulated,
}: PathPictureProps) {
  const { t, i18n } = useTranslation('path');
  const name = server === '' ? t('station.server') : safeText(server);
  const key = state === 'result' && level !== undefined ? textKeyOf(level, where ?? null) : `text.${state}`;
  const text = t(key, {
    server: name,
    sent: formatCount(sent, i18n.language),
    received: formatCount(received, i18n.language),
  });
  return isSimulated === true ? `${text} ${t('demo')}: ${t('simulated')}` : text;
}
