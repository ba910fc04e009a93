// The messages of a report for people who read captures: a file for Wireshark, made when it is asked for.
import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileNameFor } from '../../shared/report/file-name.ts';
import type { Report } from '../../shared/report/report.ts';
import { saveFile } from './save-file.ts';

type Told = { readonly name: string; readonly leftOut: number };

export function PacketFile({ report }: { readonly report: Report }) {
  const { t } = useTranslation('packets');
  const [saved, setSaved] = useState<Told | 'failed' | null>(null);
  const save = async () => {
    try {
      setSaved(await savePackets(report));
    } catch {
      setSaved('failed');
    }
  };
  return (
    <Box>
      <Button variant="outlined" onClick={() => void save()}>
        {t('save')}
      </Button>
      <Typography variant="body2" sx={{ color: 'quiet', marginBlockStart: 1, maxWidth: '68ch' }}>
        {t('note')}
      </Typography>
      <Box component="output" sx={{ display: 'block', minHeight: 24, overflowWrap: 'anywhere' }}>
        {saved !== null && (
          <Typography variant="body2" component="span">
            {saved === 'failed' ? t('failed') : t('saved', { name: saved.name })}
            {saved !== 'failed' && saved.leftOut > 0 && ` ${t('leftOut', { count: saved.leftOut })}`}
          </Typography>
        )}
      </Box>
    </Box>
  );
}

async function savePackets(report: Report): Promise<Told> {
  // Few people want it: its code is fetched when somebody does.
  const { captureFile } = await import('../../shared/report/capture/capture-file.ts');
  const { bytes, leftOut } = captureFile(report, Date.parse(report.createdAt));
  const name = fileNameFor(report.target.server, report.createdAt, 'pcapng');
  saveFile(name, [bytes], 'application/x-pcapng');
  return { name, leftOut };
}
