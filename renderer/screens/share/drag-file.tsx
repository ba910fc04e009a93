// The report file as a thing to take hold of, where the host can drag one out of the window. The button beside it saves
// the same file, for those who do not drag.
import { Box, type Theme, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Redaction, Report } from '../../../shared/report/report.ts';
import { Icon } from '../../shell/icons.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { RefusedFile } from './refused-file.tsx';
import { dragFile } from './report-file.ts';

type DragFileProps = { readonly report: Report; readonly level: Redaction; readonly name: string };

export function DragFile({ report, level, name }: DragFileProps) {
  const { t } = useTranslation('share');
  const app = useApp();
  const canDrag = useAppState((state) => state.info?.canDrag === true);
  const [refusal, setRefusal] = useState<string | null>(null);
  if (!canDrag) return null;
  return (
    <Box sx={{ maxWidth: 720 }}>
      <Box
        draggable
        onDragStart={(event) => {
          // The system's own drag takes over: the page's would carry no file.
          event.preventDefault();
          void dragFile(app, report, level).then(setRefusal);
        }}
        sx={(theme: Theme) => ({
          display: 'inline-flex',
          alignItems: 'center',
          gap: 1.5,
          maxWidth: '100%',
          paddingBlock: 1.25,
          paddingInline: 2,
          cursor: 'grab',
          userSelect: 'none',
          borderRadius: '10px',
          border: `1px dashed ${theme.vars.palette.lineStrong}`,
          '&:hover': { backgroundColor: theme.vars.palette.sunken },
        })}
      >
        <Icon name="file" />
        <Box sx={{ minWidth: 0 }}>
          <Typography sx={{ fontWeight: 550, overflowWrap: 'anywhere' }}>{name}</Typography>
          <Typography variant="body2" sx={{ color: 'quiet' }}>
            {t('drag')}
          </Typography>
        </Box>
      </Box>
      <Box aria-live="polite">{refusal !== null && <RefusedFile message={refusal} />}</Box>
    </Box>
  );
}
