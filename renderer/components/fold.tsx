// A fold: its heading tells what is inside and how much, its content is only made when it is opened.
import { Accordion, AccordionDetails, AccordionSummary, Box, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { Icon } from '../shell/icons.tsx';

type FoldProps = {
  readonly title: string;
  /** How much is inside, in a few words. */
  readonly note?: string;
  /** Inside another fold: one heading level deeper and in a quieter voice. */
  readonly isDeep?: boolean;
  readonly children: ReactNode;
};

export function Fold({ title, note, isDeep = false, children }: FoldProps) {
  const id = useId();
  return (
    <Accordion
      slotProps={{
        heading: { component: isDeep ? 'h3' : 'h2' },
        transition: { unmountOnExit: true, timeout: 150 },
      }}
    >
      <AccordionSummary id={`${id}-head`} aria-controls={`${id}-content`} expandIcon={<Icon name="fold" />}>
        <Typography
          component="span"
          sx={{ flex: 1, fontWeight: 550, fontSize: isDeep ? '0.9375rem' : '1.0625rem' }}
        >
          {title}
        </Typography>
        {note !== undefined && (
          <Box
            component="span"
            sx={{ color: 'quiet', fontWeight: 400, fontSize: '0.875rem', paddingInline: 2 }}
          >
            {note}
          </Box>
        )}
      </AccordionSummary>
      <AccordionDetails>{children}</AccordionDetails>
    </Accordion>
  );
}
