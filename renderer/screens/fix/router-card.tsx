// Which router it is: what it told about itself, what the person chose, or a field to find it.
import { Box, Button, ButtonBase, Stack, type Theme, Typography } from '@mui/material';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../../shared/base/safe-text.ts';
import type { RouterGuess } from '../../../shared/router/identify.ts';
import { RouterField } from '../../components/router-search/router-field.tsx';
import { nameOfRouter, type ShownRouter } from '../../components/router-search/shown-router.ts';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { rememberRouter } from '../../state/at-router.ts';
import { chooseRouter } from '../../state/router.ts';
import type { App } from '../../state/store.ts';
import { focusRing } from '../../theme/surface-styles.ts';
import { RouterFacts } from './router-facts.tsx';
import { RouterMemory } from './router-memory.tsx';

type RouterCardProps = {
  readonly routers: readonly ShownRouter[];
  readonly chosen: ShownRouter | null;
  /** What the check found out about the router, the likeliest first. */
  readonly guesses: readonly RouterGuess[];
};

export function RouterCard({ routers, chosen, guesses }: RouterCardProps) {
  const card = useFocusAfterChange(chosen?.id ?? null);
  return (
    <Box component="section" ref={card} sx={cardStyles}>
      {chosen === null ? (
        <Question routers={routers} guesses={guesses} />
      ) : (
        <Chosen router={chosen} guess={guesses.find(({ id }) => id === chosen.id) ?? null} />
      )}
    </Box>
  );
}

/** What had the focus goes away with each choice, so the focus moves: to the name, or back to the field. */
function useFocusAfterChange(routerId: string | null) {
  const card = useRef<HTMLElement>(null);
  const shown = useRef(routerId);
  useEffect(() => {
    if (shown.current === routerId) return;
    shown.current = routerId;
    card.current?.querySelector<HTMLElement>(routerId === null ? 'input' : 'h2')?.focus();
  }, [routerId]);
  return card;
}

/** A choice by hand is kept for the next check behind the same box. */
function chooseByHand(app: App, routerId: string): void {
  chooseRouter(app.store, routerId);
  void rememberRouter(app, routerId);
}

type QuestionProps = Pick<RouterCardProps, 'routers' | 'guesses'>;

function Question({ routers, guesses }: QuestionProps) {
  const { t } = useTranslation('router');
  const app = useApp();
  const any = routers.find(({ kind }) => kind === 'any');
  return (
    <Stack sx={{ gap: 2 }}>
      <Typography variant="h3" component="h2">
        {t('card.question')}
      </Typography>
      <Guesses routers={routers} guesses={guesses} />
      <RouterField routers={routers} onChoose={(id) => chooseByHand(app, id)} />
      {any !== undefined && (
        <Button
          size="small"
          onClick={() => chooseRouter(app.store, any.id)}
          sx={{ alignSelf: 'flex-start', marginInlineStart: -1.5 }}
        >
          {t('card.unknown')}
        </Button>
      )}
    </Stack>
  );
}

const mostGuesses = 3;

function Guesses({ routers, guesses }: QuestionProps) {
  const { t } = useTranslation('router');
  const app = useApp();
  const known = guesses.slice(0, mostGuesses).flatMap((guess) => {
    const router = routers.find(({ id }) => id === guess.id);
    return router === undefined ? [] : [{ router, guess }];
  });
  if (known.length === 0) return null;
  return (
    <Box>
      <Typography variant="body2" sx={{ color: 'quiet', marginBlockEnd: 1 }}>
        {t('card.maybe')}
      </Typography>
      <Stack component="ul" sx={{ gap: 1, margin: 0, padding: 0, listStyle: 'none' }}>
        {known.map(({ router, guess }) => (
          <li key={router.id}>
            <ButtonBase component="button" onClick={() => chooseByHand(app, router.id)} sx={guessStyles}>
              <Box component="b" translate="no" sx={{ fontWeight: 650 }}>
                {nameOfRouter(router)}
              </Box>
              <Reason guess={guess} />
            </ButtonBase>
          </li>
        ))}
      </Stack>
    </Box>
  );
}

/** How the router is known: its own words, the strongest first. */
function Reason({ guess }: { readonly guess: RouterGuess | null }) {
  const { t } = useTranslation('router');
  const reason = guess?.reasons[0];
  return (
    <Typography variant="body2" component="span" sx={{ color: 'quiet', overflowWrap: 'anywhere' }}>
      {reason === undefined
        ? t('card.chosen')
        : t(`signal.${reason.signal}`, { text: safeText(reason.text) })}
    </Typography>
  );
}

type ChosenProps = { readonly router: ShownRouter; readonly guess: RouterGuess | null };

function Chosen({ router, guess }: ChosenProps) {
  const { t } = useTranslation('router');
  const { store } = useApp();
  const isAny = router.kind === 'any';
  const isFromBefore = useAppState((state) => state.routerBy === 'memory');
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, alignItems: 'flex-start' }}>
        <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
          <Typography variant="body2" sx={{ color: 'quiet' }}>
            {t('card.title')}
          </Typography>
          <Typography
            variant="h3"
            component="h2"
            tabIndex={-1}
            translate={isAny ? 'yes' : 'no'}
            sx={{ '&:focus, &:focus-visible': { outline: 'none' } }}
          >
            {isAny ? t('card.noName') : nameOfRouter(router)}
          </Typography>
          {isAny ? (
            <Typography sx={{ color: 'quiet' }}>{t('card.noNameText')}</Typography>
          ) : (
            <>
              {(guess !== null || !isFromBefore) && <Reason guess={guess} />}
              <RouterMemory routerId={router.id} />
            </>
          )}
        </Box>
        <Button
          size="small"
          onClick={() => chooseRouter(store, null)}
          sx={{ marginBlockStart: { xs: 0.5, sm: -0.5 }, marginInline: -1.5 }}
        >
          {t(isAny ? 'card.choose' : 'card.change')}
        </Button>
      </Box>
      {!isAny && <RouterFacts router={router} />}
    </>
  );
}

const cardStyles = (theme: Theme) => ({
  padding: { xs: 2, sm: 3 },
  border: `1px solid ${theme.vars.palette.line}`,
  borderRadius: '10px',
  backgroundColor: theme.vars.palette.surface,
});

const guessStyles = (theme: Theme) => ({
  display: 'grid',
  width: '100%',
  paddingInline: 2,
  paddingBlock: 1.25,
  justifyItems: 'start',
  textAlign: 'start',
  font: 'inherit',
  borderRadius: '10px',
  border: `1px solid ${theme.vars.palette.lineStrong}`,
  '&:hover': { borderColor: theme.vars.palette.text.primary },
  '&:focus-visible': focusRing(theme),
});
