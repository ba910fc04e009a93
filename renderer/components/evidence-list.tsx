// The findings of a run by what they say: for editing, against it, neither. Each with its bytes and the harmless
// explanations that were, or were not, ruled out.
import { Box, Stack, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { Observation } from '../../shared/observation/observation.ts';
import {
  blockKey,
  type FindingGroup,
  groupFindings,
  type ShownFinding,
  shownFindings,
} from '../../shared/reading/finding-groups.ts';
import { wayName } from '../../shared/reading/ways.ts';
import type { Evidence } from '../../shared/verdict/evidence.ts';
import { ByteDiff } from './byte-diff/byte-diff.tsx';

type EvidenceListProps = {
  readonly evidence: readonly Evidence[];
  readonly observations: readonly Observation[];
};

const directions = ['for', 'against', 'neutral'] as const;

export function EvidenceList({ evidence, observations }: EvidenceListProps) {
  const { t } = useTranslation('result');
  if (evidence.length === 0) return <Typography sx={{ color: 'quiet' }}>{t('evidence.none')}</Typography>;
  return (
    <Stack sx={{ gap: 4 }}>
      {directions.map((direction) => (
        <Section
          key={direction}
          direction={direction}
          groups={groupFindings(evidence.filter((item) => item.direction === direction))}
          observations={observations}
        />
      ))}
    </Stack>
  );
}

type SectionProps = {
  readonly direction: Evidence['direction'];
  readonly groups: readonly FindingGroup[];
  readonly observations: readonly Observation[];
};

function Section({ direction, groups, observations }: SectionProps) {
  const { t } = useTranslation('result');
  if (groups.length === 0) return null;
  return (
    <Box component="section">
      <Typography component="h3" variant="body2" sx={{ color: 'quiet', marginBlockEnd: 1 }}>
        {t(`evidence.${direction}`)}
      </Typography>
      <Stack
        component="ul"
        sx={{ gap: direction === 'for' ? 5 : 2, margin: 0, padding: 0, listStyle: 'none' }}
      >
        {shownFindings(groups, observations).map(({ group, blocks }) => (
          <li key={group.first.id}>
            <Finding group={group} blocks={blocks} />
          </li>
        ))}
      </Stack>
    </Box>
  );
}

function Finding({ group, blocks }: ShownFinding) {
  const { t } = useTranslation(['verdict', 'diff']);
  const { t: verdict } = useTranslation('verdict');
  const { first, times, paths } = group;
  const facts = [
    paths.map((path) => wayName(verdict, path)).join(', '),
    ...(times > 1 ? [t('diff:times', { count: times })] : []),
  ];
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Box>
        <Typography
          sx={{ fontWeight: first.direction === 'for' ? 550 : 400, maxWidth: '68ch', textWrap: 'pretty' }}
        >
          {verdict(`rule.${first.rule}`)}
        </Typography>
        <Typography variant="body2" sx={{ color: 'quiet', fontVariantNumeric: 'tabular-nums' }}>
          {facts.join(' · ')}
        </Typography>
      </Box>
      {blocks.map((block) => (
        <ByteDiff key={blockKey(block)} block={block} />
      ))}
      {first.direction === 'for' && <Explanations evidence={first} />}
    </Stack>
  );
}

function Explanations({ evidence }: { readonly evidence: Evidence }) {
  const { t } = useTranslation(['verdict', 'diff']);
  const names = (codes: Evidence['ruledOut']): string =>
    codes.map((code) => t(`verdict:explanation.${code}`)).join('; ');
  const { ruledOut, notRuledOut } = evidence;
  const lines = [
    ...(ruledOut.length === 0 ? [] : [t('diff:ruledOut', { list: names(ruledOut) })]),
    ...(notRuledOut.length === 0 ? [] : [t('diff:stillOpen', { list: names(notRuledOut) })]),
  ];
  return (
    <Box>
      {lines.map((line) => (
        <Typography key={line} variant="body2" sx={{ color: 'quiet', maxWidth: '80ch' }}>
          {line}
        </Typography>
      ))}
      <Typography variant="body2" sx={{ color: 'quiet' }}>
        {t('diff:standard', { section: evidence.section })}
      </Typography>
    </Box>
  );
}
