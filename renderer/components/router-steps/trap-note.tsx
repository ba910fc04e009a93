// What goes wrong at this place, told before it does.
import { Box, SvgIcon, type Theme } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { MenuPath, RouterWord } from './menu-path.tsx';
import type { Trap } from './trap-places.ts';

export function TrapNotes({ traps }: { readonly traps: readonly Trap[] }) {
  const { t } = useTranslation('router');
  if (traps.length === 0) return null;
  return (
    <Box component="ul" aria-label={t('steps.mind')} sx={notesStyles}>
      {traps.map((trap) => (
        <li key={trap.code}>
          <Sign />
          <span>
            <TrapText trap={trap} />
          </span>
        </li>
      ))}
    </Box>
  );
}

function TrapText({ trap }: { readonly trap: Trap }) {
  const { t } = useTranslation('router');
  switch (trap.code) {
    case 'also-set':
      return (
        <>
          {t('trap.also-set')} <MenuPath menu={trap.menu} /> {t('steps.setTo')}{' '}
          <RouterWord>{trap.value}</RouterWord>
        </>
      );
    case 'watches-port':
      return t('trap.watches-port', { transport: trap.transport.toUpperCase(), port: String(trap.port) });
    default:
      return t(`trap.${trap.code}`);
  }
}

/** A sign with a mark in it; the words beside it say what it means. */
const Sign = () => (
  <SvgIcon aria-hidden viewBox="0 0 24 24" sx={signStyles}>
    <path d="M12 4.5 21 19.5H3zM12 10.5v4M12 17v.01" />
  </SvgIcon>
);

const signStyles = {
  flex: 'none',
  marginBlockStart: '1px',
  fontSize: 20,
  color: 'lineProblem',
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
};

const notesStyles = (theme: Theme) => ({
  display: 'grid',
  gap: 1,
  margin: 0,
  paddingInline: 1.5,
  paddingBlock: 1.25,
  listStyle: 'none',
  borderRadius: '10px',
  backgroundColor: theme.vars.palette.lineProblemSoft,
  '& li': { display: 'flex', gap: 1.25, ...theme.typography.body2, textWrap: 'pretty' },
});
