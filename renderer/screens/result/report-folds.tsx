// The lid of the instrument: what changed, the numbers, what was not tested, the bytes. Also what a report that
// somebody sent is shown with.
import { Box, Stack, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { shortClass } from '../../../shared/reading/class-text.ts';
import { groupFindings } from '../../../shared/reading/finding-groups.ts';
import { messagesOf } from '../../../shared/reading/messages.ts';
import type { Report } from '../../../shared/report/report.ts';
import { CoverageList } from '../../components/coverage-list.tsx';
import { EvidenceList } from '../../components/evidence-list.tsx';
import { Fold } from '../../components/fold.tsx';
import { PacketFile } from '../../components/packet-file.tsx';
import { RawMessages } from '../../components/raw-messages.tsx';
import { Glossary } from './glossary.tsx';
import { Numbers } from './numbers.tsx';

export function ReportFolds({ report }: { readonly report: Report }) {
  const { t } = useTranslation('result');
  const { t: quality } = useTranslation('quality');
  const { alg, observations } = report;
  const accusing = alg.evidence.filter(({ direction }) => direction === 'for');
  const shown = groupFindings(accusing.length > 0 ? accusing : alg.evidence).length;
  const messages = messagesOf(observations).length;
  return (
    <Box component="section" aria-label={t('details')} sx={{ marginBlockStart: 7 }}>
      <Fold
        title={t(accusing.length > 0 ? 'fold.changed' : 'fold.seen')}
        note={t('foldNote.findings', { count: shown })}
      >
        <Stack sx={{ gap: 3 }}>
          <EditorLines report={report} />
          <EvidenceList evidence={alg.evidence} observations={observations} />
        </Stack>
      </Fold>
      <Fold title={t('fold.numbers')} note={shortClass(report.quality, quality)}>
        <Numbers report={report} />
      </Fold>
      <Fold title={t('fold.notTested')} note={t('foldNote.parts', { count: alg.notTested.length })}>
        <CoverageList alg={alg} />
      </Fold>
      <Fold title={t('fold.raw')} note={t('foldNote.raw', { count: messages })}>
        <Stack sx={{ gap: 3 }}>
          <PacketFile report={report} />
          <RawMessages observations={observations} />
        </Stack>
      </Fold>
      <Fold title={t('glossary.title')}>
        <Glossary />
      </Fold>
    </Box>
  );
}

/** Where the editor sits, what it resembles and what it does; only what the verdict says about it. */
function EditorLines({ report }: { readonly report: Report }) {
  const { t } = useTranslation('verdict');
  const { where, fingerprint, harm } = report.alg;
  const lines = [
    ...(where === null ? [] : [t(`where.${where}`)]),
    ...(fingerprint === null ? [] : [t(`fingerprint.${fingerprint}`)]),
    ...(harm === null ? [] : [t(`harm.${harm}`)]),
  ];
  if (lines.length === 0) return null;
  return (
    <Box>
      {lines.map((line) => (
        <Typography key={line} sx={{ maxWidth: '68ch' }}>
          {line}
        </Typography>
      ))}
    </Box>
  );
}
