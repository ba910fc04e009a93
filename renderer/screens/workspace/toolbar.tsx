// Above the list: search, filters, how many are shown, and what can be done with the chosen ones.
import { Box, Button, MenuItem, Stack, type SvgIconProps, TextField, Typography } from '@mui/material';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TriageRow } from '../../../shared/report/triage.ts';
import { saveText } from '../../components/save-file.ts';
import { formatCount } from '../../language/format.ts';
import { Icon } from '../../shell/icons.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import {
  clearWorkspace,
  compareRows,
  emptyFilter,
  removeRows,
  type SortColumn,
  setWorkspace,
  sortColumns,
} from '../../state/workspace.ts';
import { levels, sealStates, triageQualities } from './filter-values.ts';
import { orderBy } from './row-actions.ts';
import { rowsCsv } from './rows-csv.ts';

const FoldIcon = (props: SvgIconProps) => <Icon {...props} name="fold" />;
const small = { select: { IconComponent: FoldIcon } };

type SelectProps = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, name: string])[];
  readonly onChoose: (value: string) => void;
};

function Select({ id, label, value, choices, onChoose }: SelectProps) {
  return (
    <TextField
      id={id}
      select
      size="small"
      label={label}
      value={value}
      slotProps={small}
      onChange={({ target }) => onChoose(target.value)}
      sx={{ minWidth: 132, flex: { xs: '1 1 40%', sm: '0 1 auto' } }}
    >
      {choices.map(([choice, name]) => (
        <MenuItem key={choice} value={choice}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}

const all = 'all';

const found = <T extends string>(values: readonly T[], value: string): T | null =>
  values.find((one) => one === value) ?? null;

export function Filters({ isNarrow }: { readonly isNarrow: boolean }) {
  const { t } = useTranslation('workspace');
  const { t: verdict } = useTranslation('verdict');
  const { store } = useApp();
  const filter = useAppState(({ workspace }) => workspace.filter);
  const order = useAppState(({ workspace }) => workspace.order);
  const change = (part: Partial<typeof filter>) => setWorkspace(store, { filter: { ...filter, ...part } });
  const any = [all, t('filter.all')] as const;
  return (
    <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1.5, alignItems: 'flex-end' }}>
      <SearchField text={filter.text} onChange={(text) => change({ text })} />
      <Select
        id="filter-level"
        label={t('filter.level')}
        value={filter.level ?? all}
        choices={[any, ...levels.map((level) => [level, verdict(`levelName.${level}`)] as const)]}
        onChoose={(value) => change({ level: found(levels, value) })}
      />
      <Select
        id="filter-quality"
        label={t('filter.quality')}
        value={filter.quality ?? all}
        choices={[any, ...triageQualities.map((quality) => [quality, t(`quality.${quality}`)] as const)]}
        onChoose={(value) => change({ quality: found(triageQualities, value) })}
      />
      <Select
        id="filter-seal"
        label={t('filter.seal')}
        value={filter.seal ?? all}
        choices={[any, ...sealStates.map((seal) => [seal, t(`seal.${seal}`)] as const)]}
        onChoose={(value) => change({ seal: found(sealStates, value) })}
      />
      {isNarrow && (
        <Select
          id="sort"
          label={t('sortBy')}
          value={order.column}
          choices={sortColumns.map((column) => [column, t(`column.${column}`)] as const)}
          onChoose={(value) =>
            orderBy(store, found(sortColumns, value) ?? ('createdAt' satisfies SortColumn))
          }
        />
      )}
    </Stack>
  );
}

function SearchField({
  text,
  onChange,
}: {
  readonly text: string;
  readonly onChange: (text: string) => void;
}) {
  const { t } = useTranslation('workspace');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const ends = new AbortController();
    const toSearch = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', toSearch, { signal: ends.signal });
    return () => ends.abort();
  }, []);
  return (
    <TextField
      id="workspace-search"
      type="search"
      size="small"
      label={t('search')}
      placeholder={t('searchHint')}
      value={text}
      inputRef={input}
      autoComplete="off"
      onChange={({ target }) => onChange(target.value)}
      sx={{ flex: '1 1 240px', maxWidth: { sm: 360 } }}
    />
  );
}

const saveRows = (rows: readonly TriageRow[]): void =>
  saveText(`sip-alg-reports-${new Date().toISOString().slice(0, 10)}.csv`, rowsCsv(rows), 'text/csv');

type CountsProps = { readonly shown: readonly TriageRow[]; readonly all: number };

/** How many, and what can be done with all of them. */
export function Counts({ shown, all: count }: CountsProps) {
  const { t, i18n } = useTranslation('workspace');
  const app = useApp();
  const toRead = useAppState(({ workspace }) => workspace.toRead);
  const others = useAppState(({ workspace }) => workspace.others);
  const number = (value: number): string => formatCount(value, i18n.language);
  const isFiltered = shown.length < count;
  return (
    <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1, alignItems: 'center', marginBlock: 1.5 }}>
      <Box component="output" sx={{ flex: '1 1 auto', color: 'quiet', fontVariantNumeric: 'tabular-nums' }}>
        {isFiltered ? t('shown', { shown: number(shown.length), all: number(count) }) : t('count', { count })}
        {toRead > 0 && ` · ${t('reading', { count: toRead })}`}
        {toRead === 0 && others > 0 && ` · ${t('skipped', { count: others })}`}
      </Box>
      {isFiltered && (
        <Button size="small" onClick={() => setWorkspace(app.store, { filter: emptyFilter })}>
          {t('filter.reset')}
        </Button>
      )}
      <Button size="small" disabled={shown.length === 0} onClick={() => saveRows(shown)}>
        {t('csv')}
      </Button>
      <Button size="small" onClick={() => void clearWorkspace(app)}>
        {t('clear')}
      </Button>
    </Stack>
  );
}

/** What can be done with the chosen rows. */
export function Selection() {
  const { t } = useTranslation('workspace');
  const app = useApp();
  const selected = useAppState(({ workspace }) => workspace.selected);
  const [first, second, third] = selected;
  if (first === undefined) return <Hint />;
  const isPair = second !== undefined && third === undefined;
  return (
    <Stack
      direction="row"
      sx={{ flexWrap: 'wrap', gap: 1, alignItems: 'center', minHeight: 44, marginBlockStart: 1 }}
    >
      <Typography component="output" sx={{ fontWeight: 550, marginInlineEnd: 1 }}>
        {t('selected', { count: selected.length })}
      </Typography>
      {isPair ? (
        <Button size="small" variant="contained" onClick={() => void compareRows(app, [first, second])}>
          {t('compare')}
        </Button>
      ) : (
        <Typography variant="body2" sx={{ color: 'quiet' }}>
          {t('compareHint')}
        </Typography>
      )}
      <Button size="small" onClick={() => void removeRows(app, selected)}>
        {t('remove')}
      </Button>
      <Button size="small" onClick={() => setWorkspace(app.store, { selected: [] })}>
        {t('unselect')}
      </Button>
    </Stack>
  );
}

function Hint() {
  const { t } = useTranslation('workspace');
  return (
    <Typography
      variant="body2"
      sx={{ color: 'quiet', minHeight: 44, marginBlockStart: 1, display: 'flex', alignItems: 'center' }}
    >
      {t('keys')}
    </Typography>
  );
}
