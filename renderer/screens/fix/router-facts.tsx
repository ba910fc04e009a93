// What is known of the SIP ALG of a router, whether steps are known or not; each fact as far as its sources carry.
import { Box, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { knownNames, type ShownRouter } from '../../components/router-search/shown-router.ts';
import { Names } from './before-you-start.tsx';

export function RouterFacts({ router }: { readonly router: ShownRouter }) {
  const { t } = useTranslation('router');
  const { alg, owner, provider } = router;
  const names = knownNames(router);
  const facts = [
    ['default', t(`default.${alg.default}`)],
    ['canTurnOff', t(`canTurnOff.${alg.canTurnOff}`)],
    ['owner', provider === null ? t(`owner.${owner}`) : provider.name],
  ] as const;
  return (
    <>
      <Box component="dl" sx={factStyles}>
        {facts.map(([fact, text]) => (
          <div key={fact}>
            <dt>{t(`fact.${fact}`)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </Box>
      {names.length > 0 && (
        <Box sx={{ marginBlockStart: 2 }}>
          <Typography variant="body2" sx={{ color: 'quiet' }}>
            {t('fact.names')}
          </Typography>
          <Names names={names} />
        </Box>
      )}
    </>
  );
}

const factStyles = (theme: Theme) => ({
  display: 'grid',
  gridTemplateColumns: { xs: '1fr', sm: 'repeat(3, minmax(0, 1fr))' },
  columnGap: 3,
  rowGap: 1.25,
  margin: 0,
  marginBlockStart: 2,
  paddingBlockStart: 2,
  borderBlockStart: `1px solid ${theme.vars.palette.line}`,
  '& dt': { ...theme.typography.body2, color: theme.vars.palette.quiet },
  '& dd': { margin: 0, fontWeight: 550, textWrap: 'pretty' },
});
