// The ways to turn it off on one router: by its page or by commands, one for each firmware; the first one is open.
import { Box, Stack, Tab, Tabs, type Theme, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourcedList } from '../../../shared/router/load-catalogue.ts';
import { Fold } from '../../components/fold.tsx';
import type { ShownRouter } from '../../components/router-search/shown-router.ts';
import { Sources } from '../../components/router-sources/sources.tsx';
import { RouterSteps } from '../../components/router-steps/router-steps.tsx';
import { focusRing } from '../../theme/surface-styles.ts';

export function StepLists({ router }: { readonly router: ShownRouter }) {
  const { t } = useTranslation('router');
  const { lists } = router;
  const [open, setOpen] = useState(0);
  const list = lists[open];
  if (list === undefined) return null;
  const hasChoice = lists.length > 1;
  return (
    <Stack component="section" sx={{ gap: 2 }}>
      <Typography variant="h3" component="h2">
        {t('steps.title')}
      </Typography>
      {hasChoice && <ListTabs lists={lists} open={open} onOpen={setOpen} />}
      <Box
        sx={{ display: 'grid', gap: 2.5 }}
        {...(hasChoice && { id: panelId, role: 'tabpanel', 'aria-labelledby': tabId(open) })}
      >
        <Trust list={list} isAlone={!hasChoice} />
        <RouterSteps list={list} traps={router.traps} addresses={router.addresses} />
        <Fold isDeep title={t('source.title')} note={String(list.sources.length)}>
          <Sources sources={list.sources} />
        </Fold>
      </Box>
    </Stack>
  );
}

const panelId = 'step-list';
const tabId = (index: number): string => `step-list-${String(index)}`;

type ListTabsProps = {
  readonly lists: readonly SourcedList[];
  readonly open: number;
  readonly onOpen: (index: number) => void;
};

function ListTabs({ lists, open, onOpen }: ListTabsProps) {
  const { t } = useTranslation('router');
  const nameOf = ({ where, firmware }: SourcedList): string =>
    firmware === null ? t(`where.${where}`) : `${t(`where.${where}`)}, ${firmware}`;
  const names = lists.map(nameOf);
  return (
    <Tabs
      value={open}
      onChange={(_event, index: number) => onOpen(index)}
      aria-label={t('steps.ways')}
      sx={tabStyles}
    >
      {names.map((name, index) => {
        const same = names.slice(0, index).filter((other) => other === name).length;
        const label =
          names.filter((other) => other === name).length > 1 ? `${name} ${String(same + 1)}` : name;
        return <Tab key={label} id={tabId(index)} aria-controls={panelId} label={label} />;
      })}
    </Tabs>
  );
}

/** For which firmware, how far it can be trusted, and what its sources leave open. */
function Trust({ list, isAlone }: { readonly list: SourcedList; readonly isAlone: boolean }) {
  const { t } = useTranslation('router');
  const { firmware, where, confidence, gaps } = list;
  return (
    <Box sx={{ color: 'quiet', maxWidth: '62ch', '& b': { color: 'text.primary', fontWeight: 550 } }}>
      {isAlone && firmware !== null && (
        <Typography>
          {t('steps.firmware')} <b translate="no">{firmware}</b>
        </Typography>
      )}
      {isAlone && where !== 'web-page' && <Typography>{t(`whereText.${where}`)}</Typography>}
      <Typography>
        <b>{t(`confidence.${confidence}.word`)}</b> {t(`confidence.${confidence}.text`)}
      </Typography>
      {gaps.map((gap) => (
        <Typography key={gap}>{t(`gap.${gap}`)}</Typography>
      ))}
    </Box>
  );
}

const tabStyles = (theme: Theme) => ({
  minHeight: 44,
  borderBlockEnd: `1px solid ${theme.vars.palette.line}`,
  '& .MuiTabs-list': { flexWrap: 'wrap', columnGap: 3 },
  '& .MuiTabs-indicator': { display: 'none' },
  '& .MuiTab-root': {
    minHeight: 44,
    minWidth: 0,
    maxWidth: 'none',
    paddingInline: 0,
    color: theme.vars.palette.quiet,
    borderBlockEnd: '2px solid transparent',
  },
  '& .MuiTab-root.Mui-selected': {
    color: theme.vars.palette.text.primary,
    borderBlockEndColor: theme.vars.palette.primary.main,
  },
  '& .MuiTab-root:focus-visible': focusRing(theme),
});
