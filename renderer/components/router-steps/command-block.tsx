// Lines to type into a console, with a button that copies them. The part that is another on every device stands out.
import { Box, styled, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../copy-button.tsx';
import { type Command, partsOf } from './step-groups.ts';

export function CommandBlock({ commands }: { readonly commands: readonly Command[] }) {
  const { t } = useTranslation('router');
  const { t: diff } = useTranslation('diff');
  const hasDiffering = commands.some(({ differs }) => differs !== null);
  return (
    <Box sx={{ marginBlockStart: 1 }}>
      <Lines translate="no" tabIndex={0} aria-label={t('steps.commands')}>
        {commands.map((command, index) => {
          const [before, differs, after] = partsOf(command);
          return (
            // The same command may come twice; the order is fixed.
            <div key={`${String(index)} ${command.command}`}>
              {before}
              {differs !== '' && <mark>{differs}</mark>}
              {after}
            </div>
          );
        })}
      </Lines>
      {hasDiffering && (
        <Typography variant="body2" sx={{ marginBlock: 1, maxWidth: '62ch' }}>
          {t('steps.differs')}
        </Typography>
      )}
      <Box sx={{ marginBlockStart: 1.5 }}>
        <CopyButton
          isSmall
          text={commands.map(({ command }) => command).join('\n')}
          label={t('steps.copyCommands', { count: commands.length })}
          copied={diff('copied')}
          notCopied={diff('notCopied')}
        />
      </Box>
    </Box>
  );
}

const Lines = styled('pre')(({ theme }) => ({
  ...theme.typography.mono,
  margin: 0,
  paddingInline: 16,
  paddingBlock: 12,
  overflowX: 'auto',
  borderRadius: 10,
  border: `1px solid ${theme.vars.palette.line}`,
  backgroundColor: theme.vars.palette.sunken,
  '& mark': {
    color: theme.vars.palette.lineProblem,
    backgroundColor: theme.vars.palette.lineProblemSoft,
    fontWeight: 650,
    borderBlockEnd: `2px dashed ${theme.vars.palette.lineProblem}`,
  },
}));
