// The names under the stations: the first starts with the line, the last ends with it.
import { Box } from '@mui/material';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { insetPx } from './picture-styles.ts';

/** The picture itself may be narrow in a wide window: two stand side by side there. */
const isWide = '@container (min-width: 460px)';
const middle = {
  justifySelf: 'center',
  textAlign: 'center',
  maxWidth: 68,
  [isWide]: { maxWidth: 'none' },
};
const label = { fontSize: '0.8125rem', lineHeight: 1.35, [isWide]: { fontSize: '0.9375rem' } };

export function StationLabels({
  server,
  isSimulated,
}: {
  readonly server: string;
  readonly isSimulated: boolean;
}) {
  const { t } = useTranslation('path');
  return (
    <>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 2fr) minmax(0, 2fr) minmax(0, 1fr)',
          marginBlockStart: 1,
          ...label,
        }}
      >
        <Box sx={{ width: 72, marginInlineStart: `-${insetPx}px`, [isWide]: { width: 'max-content' } }}>
          {t('station.computer')}
        </Box>
        <Box sx={middle}>{t('station.router')}</Box>
        <Box sx={middle}>{t('station.internet')}</Box>
        <ServerLabel server={server} />
      </Box>
      {isSimulated && <DemoLine />}
    </>
  );
}

/** A drawing of something simulated must not be taken for the network at home. */
function DemoLine() {
  const { t } = useTranslation('path');
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'baseline',
        gap: 1.25,
        marginBlockStart: 2,
        marginInline: `-${insetPx}px`,
        fontSize: '0.875rem',
        color: 'quiet',
      }}
    >
      <Box
        component="span"
        sx={{
          paddingInline: 1,
          border: '1px solid',
          borderColor: 'lineStrong',
          borderRadius: '6px',
          color: 'text.primary',
          fontWeight: 550,
        }}
      >
        {t('demo')}
      </Box>
      {t('simulated')}
    </Box>
  );
}

function ServerLabel({ server }: { readonly server: string }) {
  const { t } = useTranslation('path');
  return (
    <Box
      sx={{
        justifySelf: 'end',
        width: 'max-content',
        maxWidth: 96,
        [isWide]: { maxWidth: 176 },
        marginInlineEnd: `-${insetPx}px`,
        textAlign: 'end',
        overflowWrap: 'anywhere',
        display: '-webkit-box',
        WebkitBoxOrient: 'vertical',
        WebkitLineClamp: 3,
        overflow: 'hidden',
      }}
    >
      {server === '' ? t('station.server') : <Breakable name={server} />}
    </Box>
  );
}

/** A long name breaks at its dots first. */
const Breakable = ({ name }: { readonly name: string }) =>
  name.split('.').map((part, index) => (
    <Fragment key={`${index}-${part}`}>
      {index > 0 && '.'}
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
