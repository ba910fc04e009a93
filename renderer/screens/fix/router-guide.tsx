// How to turn it off on the very router: with the catalogue and its words, so it is loaded when this page first opens.

import { routers } from 'virtual:router-catalogue';
import { Stack, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../shared/report/report.ts';
import { Fold } from '../../components/fold.tsx';
import { knownNames, type ShownRouter } from '../../components/router-search/shown-router.ts';
import { Sources } from '../../components/router-sources/sources.tsx';
import { TrapNotes } from '../../components/router-steps/trap-note.tsx';
import { addRouterWords } from '../../language/router-words.ts';
import { useAppState } from '../../state/app-context.tsx';
import { Answers } from './answers.tsx';
import { GeneralSteps } from './general-guide.tsx';
import { InsteadOfSteps } from './instead-of-steps.tsx';
import { OpenPage } from './open-page.tsx';
import { RouterCard } from './router-card.tsx';
import { StepLists } from './step-lists.tsx';
import { UdpTimeout } from './udp-timeout.tsx';
import { WorkAround } from './work-around.tsx';

export function RouterGuide({ report }: { readonly report: Report }) {
  const { i18n } = useTranslation();
  // Before anything below asks for them.
  if (!i18n.hasResourceBundle('en', 'router')) addRouterWords(i18n);
  const routerId = useAppState((state) => state.routerId);
  const chosen = routers.find(({ id }) => id === routerId) ?? null;
  const symptom = useAppState((state) => state.symptom);
  // A forgotten way drops calls and keeps phones from ringing, with or without an editor.
  const isTimeoutFirst = symptom === 'call-drops' || symptom === 'does-not-ring';
  const timeout = chosen?.udpTimeout != null && <UdpTimeout timeout={chosen.udpTimeout} />;
  const isLocked = chosen !== null && chosen.owner !== 'customer';
  return (
    <>
      <RouterCard routers={routers} chosen={chosen} guesses={report.router?.guesses ?? []} />
      <OpenPage />
      {chosen === null ? <GeneralSteps /> : <Guide router={chosen} report={report} />}
      {isTimeoutFirst && timeout}
      <WorkAround advice={report.advice} />
      {!isTimeoutFirst && timeout}
      <Answers report={report} hasLetter={isLocked} />
    </>
  );
}

type GuideProps = { readonly router: ShownRouter; readonly report: Report };

function Guide({ router, report }: GuideProps) {
  const { lists, owner, alg } = router;
  const names = knownNames(router);
  const isClosed = alg.canTurnOff === 'no' || alg.canTurnOff === 'provider-only';
  const instead = owner !== 'customer' && <InsteadOfSteps router={router} report={report} />;
  if (lists.length > 0)
    return (
      <>
        <StepLists key={router.id} router={router} />
        {instead}
      </>
    );
  return (
    <>
      <WithoutSteps router={router} />
      {instead}
      {!isClosed && (
        <GeneralSteps names={names.length > 0 ? names : undefined} addresses={router.addresses} />
      )}
    </>
  );
}

/** Says plainly that no steps are known, and what is. */
function WithoutSteps({ router }: { readonly router: ShownRouter }) {
  const { t } = useTranslation('router');
  const { kind, alg, traps } = router;
  if (kind === 'any') return <TrapNotes traps={traps} />;
  return (
    <Stack component="section" sx={{ gap: 2 }}>
      <Typography variant="h3" component="h2">
        {t(`noneTitle.${alg.canTurnOff}`)}
      </Typography>
      <Typography sx={{ maxWidth: '62ch', textWrap: 'pretty' }}>{t(`none.${alg.canTurnOff}`)}</Typography>
      <TrapNotes traps={traps} />
      {alg.sources.length > 0 && (
        <Fold isDeep title={t('source.title')} note={String(alg.sources.length)}>
          <Sources sources={alg.sources} />
        </Fold>
      )}
    </Stack>
  );
}
