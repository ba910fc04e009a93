// One list of steps of a router: what to do in the reader's language, beside the router's own words.
import { Box, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourcedList } from '../../../shared/router/load-catalogue.ts';
import { CommandBlock } from './command-block.tsx';
import { MenuPath, RouterWord } from './menu-path.tsx';
import { groupSteps, type PlainStep, type StepGroup } from './step-groups.ts';
import { Station, StepLine } from './step-line.tsx';
import { TrapNotes } from './trap-note.tsx';
import { isStepItself, placeOf, type Trap } from './trap-places.ts';

type RouterStepsProps = {
  readonly list: SourcedList;
  readonly traps: readonly Trap[];
  /** Where its page is, as the catalogue has it. */
  readonly addresses: readonly string[];
};

export function RouterSteps({ list, traps, addresses }: RouterStepsProps) {
  const groups = groupSteps(list.steps);
  const news = traps.filter((trap) => !isStepItself(trap, list.steps));
  const before = (index: number): readonly Trap[] => news.filter((trap) => placeOf(trap, groups) === index);
  const isPage = list.where === 'web-page';
  return (
    <Stack sx={{ gap: 2.5 }}>
      <StepLine>
        {groups.map((group, index) => (
          <Station
            key={`${String(index)} ${kindOf(group)}`}
            number={index + 1}
            isLast={index === groups.length - 1}
          >
            <What group={group} traps={before(index)} addresses={isPage ? addresses : []} />
          </Station>
        ))}
      </StepLine>
      <Box sx={{ marginInlineStart: 6, '&:empty': { display: 'none' } }}>
        <TrapNotes traps={before(groups.length)} />
      </Box>
    </Stack>
  );
}

const kindOf = (group: StepGroup): string => (group.kind === 'commands' ? group.kind : group.step.do);

type WhatProps = Pick<RouterStepsProps, 'traps' | 'addresses'> & { readonly group: StepGroup };

function What({ group, traps, addresses }: WhatProps) {
  const { t } = useTranslation('router');
  const isCommand = group.kind === 'commands';
  return (
    <>
      <Typography sx={{ fontWeight: 550, paddingBlockStart: '2px' }}>
        {isCommand ? t('do.enter-command', { count: group.commands.length }) : t(`do.${group.step.do}`)}
      </Typography>
      <Box sx={{ marginBlock: 1, '&:empty': { display: 'none' } }}>
        <TrapNotes traps={traps} />
      </Box>
      {isCommand ? (
        <CommandBlock commands={group.commands} />
      ) : (
        <Words step={group.step} addresses={addresses} />
      )}
    </>
  );
}

type WordsProps = { readonly step: PlainStep; readonly addresses: readonly string[] };

/** The router's own words of a step, or where it begins. */
function Words({ step, addresses }: WordsProps) {
  const { t } = useTranslation('router');
  switch (step.do) {
    case 'open-page':
      return <Line words={[step.path]} text={t('steps.afterAddress')} />;
    case 'log-in':
      return addresses.length === 0 ? null : <Line words={addresses} text={t('steps.address')} />;
    case 'open-console':
      return <Quiet text={t(`over.${step.over}`)} />;
    case 'select':
      return (
        <Shown>
          <MenuPath menu={step.menu} /> {t('steps.setTo')} <RouterWord>{step.value}</RouterWord>
        </Shown>
      );
    case 'restart-router':
    case 'restart-phones':
      return <Quiet text={t(`steps.${step.do}`)} />;
    default:
      return (
        <Shown>
          <MenuPath menu={step.menu} />
        </Shown>
      );
  }
}

const Shown = ({ children }: { readonly children: ReactNode }) => (
  <Box sx={{ marginBlockStart: 1, lineHeight: 2, color: 'quiet', fontSize: '0.9375rem' }}>{children}</Box>
);

const Quiet = ({ text }: { readonly text: string }) => (
  <Typography sx={{ color: 'quiet', maxWidth: '62ch', textWrap: 'pretty' }}>{text}</Typography>
);

/** Addresses to type, with how to use them. */
const Line = ({ words, text }: { readonly words: readonly string[]; readonly text: string }) => (
  <>
    <Quiet text={text} />
    <Shown>
      <Box component="span" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {words.map((word) => (
          <RouterWord key={word}>{word}</RouterWord>
        ))}
      </Box>
    </Shown>
  </>
);
