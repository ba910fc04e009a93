// One field that finds a router: typed in part or whole, chosen with the arrows. Providers of the reader's countries
// come first.
import { Autocomplete, Box, TextField, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shell/icons.tsx';
import { countriesOf, type RouterHit, searchRouters } from './search.ts';
import { nameOfRouter, type ShownRouter } from './shown-router.ts';

type RouterFieldProps = {
  readonly routers: readonly ShownRouter[];
  readonly onChoose: (id: string) => void;
};

export function RouterField({ routers, onChoose }: RouterFieldProps) {
  const { t, i18n } = useTranslation('router');
  const countries = countriesOf(i18n.language, navigator.languages);
  const groupName = useGroupName(countries);
  const all = searchRouters(routers, '', countries);
  return (
    <Autocomplete<RouterHit>
      id="router"
      options={all}
      filterOptions={(_all, { inputValue }) => [...searchRouters(routers, inputValue, countries)]}
      getOptionLabel={({ router }) => nameOfRouter(router)}
      getOptionKey={({ router }) => router.id}
      isOptionEqualToValue={(a, b) => a.router.id === b.router.id}
      groupBy={({ group }) => groupName[group]}
      onChange={(_event, hit) => hit !== null && onChoose(hit.router.id)}
      autoHighlight
      // Within the page, so that the list belongs to its main part.
      disablePortal
      openText={t('search.open')}
      closeText={t('search.close')}
      clearText={t('search.clear')}
      noOptionsText={t('search.nothing')}
      popupIcon={<Icon name="fold" />}
      clearIcon={<Icon name="close" />}
      slotProps={{ paper: { sx: paperStyles }, listbox: { component: 'div', sx: listStyles } }}
      renderInput={(params) => (
        <TextField {...params} label={t('search.label')} helperText={t('search.hint')} />
      )}
      renderGroup={({ key, group, children }) => (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a list box takes groups, for which there is no element
        <Box key={key} role="group" aria-label={group}>
          <Box className="group" aria-hidden>
            {group}
          </Box>
          <Box component="ul" role="presentation" sx={{ margin: 0, padding: 0 }}>
            {children}
          </Box>
        </Box>
      )}
      renderOption={({ key, ...props }, { router }) => (
        <li key={key} {...props}>
          <Option router={router} />
        </li>
      )}
    />
  );
}

function Option({ router }: { readonly router: ShownRouter }) {
  const { t } = useTranslation('router');
  const models = router.models.map((model) => model.replaceAll('*', '…'));
  return (
    <Box sx={{ display: 'flex', width: '100%', gap: 2, alignItems: 'baseline' }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <span translate="no">{nameOfRouter(router)}</span>
        {models.length > 0 && (
          <Typography
            variant="caption"
            component="span"
            translate="no"
            noWrap
            sx={{ display: 'block', color: 'quiet' }}
          >
            {models.join(', ')}
          </Typography>
        )}
      </Box>
      {router.lists.length > 0 && (
        <Typography variant="caption" component="span" sx={{ flex: 'none', color: 'clean', fontWeight: 550 }}>
          {t('search.withSteps')}
        </Typography>
      )}
    </Box>
  );
}

function useGroupName(countries: readonly string[]): Readonly<Record<RouterHit['group'], string>> {
  const { t, i18n } = useTranslation('router');
  const names = new Intl.DisplayNames(i18n.language, { type: 'region' });
  const list = countries.map((country) => names.of(country) ?? country);
  return {
    near: t('group.near', { countries: list.join(', ') }),
    shop: t('group.shop'),
    far: t('group.far'),
  };
}

const paperStyles = (theme: Theme) => ({
  marginBlockStart: 0.5,
  border: `1px solid ${theme.vars.palette.lineStrong}`,
});

const listStyles = (theme: Theme) => ({
  maxHeight: '46vh',
  paddingBlock: 0,
  '& .group': {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    paddingInline: 2,
    paddingBlock: 0.75,
    fontSize: '0.8125rem',
    fontWeight: 550,
    color: theme.vars.palette.quiet,
    backgroundColor: theme.vars.palette.surface,
    borderBlockEnd: `1px solid ${theme.vars.palette.line}`,
  },
  '& .MuiAutocomplete-option': { minHeight: 44, paddingInline: 2 },
  '& .MuiAutocomplete-option.Mui-focused, & .MuiAutocomplete-option.Mui-focusVisible': {
    backgroundColor: theme.vars.palette.accentSoft,
    boxShadow: `inset 3px 0 0 ${theme.vars.palette.primary.main}`,
  },
});
