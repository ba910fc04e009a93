// What an administrator may know more about: ports, transports, a user that the server knows, an account.
import {
  Accordion,
  AccordionDetails,
  AccordionSummary,
  Box,
  Checkbox,
  FormControl,
  FormControlLabel,
  FormHelperText,
} from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountFields } from '../../components/account/account-fields.tsx';
import { DraftText } from '../../components/draft-text.tsx';
import { TransportChoice } from '../../components/transport-choice.tsx';
import { Icon } from '../../shell/icons.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { type DraftFaults, draftFields, editDraft, emptyDraft } from '../../state/draft.ts';
import { SoundChoice } from './sound-choice.tsx';

type FaultsProps = { readonly faults: DraftFaults };

export function AdvancedFold({ faults }: FaultsProps) {
  const { t } = useTranslation('start');
  const hasFault = draftFields.some((field) => field !== 'server' && field in faults);
  const isPasswordAsked = useAppState((state) => state.isPasswordAsked);
  const [isOpen, setIsOpen] = useState(isPasswordAsked);
  const words = (field: 'port' | 'altPort' | 'probeUser') => ({
    field,
    label: t(`advanced.${field}.label`),
    help: t(`advanced.${field}.help`),
    fault: faults[field],
  });
  return (
    <Accordion
      expanded={isOpen || hasFault || isPasswordAsked}
      onChange={(_event, next) => setIsOpen(next)}
      sx={{ marginBlockStart: 3 }}
      slotProps={{ heading: { component: 'h2' } }}
    >
      <AccordionSummary expandIcon={<Icon name="fold" />} aria-controls="advanced" id="advanced-head">
        <span>
          {t('advanced.title')} <Given />
        </span>
      </AccordionSummary>
      <AccordionDetails id="advanced">
        <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
          <DraftText {...words('port')} placeholder="5060" isNumber />
          <DraftText {...words('altPort')} placeholder="5160" isNumber />
          <DraftText {...words('probeUser')} />
          <Transports />
          <RouterLook />
        </Box>
        <Box
          sx={{
            marginBlockStart: 4,
            paddingBlockStart: 3,
            borderBlockStart: '1px solid',
            borderColor: 'line',
          }}
        >
          <AccountFields faults={faults} lead={t('account')} hasReadback>
            <SoundChoice />
          </AccountFields>
        </Box>
      </AccordionDetails>
    </Accordion>
  );
}

/** A closed fold says when something in it was filled in. */
function Given() {
  const { t } = useTranslation('start');
  const draft = useAppState((state) => state.draft);
  const given = (['port', 'altPort', 'tcp', 'tls', 'probeUser', 'username'] as const).filter(
    (field) => draft[field] !== emptyDraft[field],
  ).length;
  if (given === 0) return null;
  return (
    <Box component="span" sx={{ color: 'quiet', fontWeight: 400, marginInlineStart: 1 }}>
      {t('advanced.given', { count: given })}
    </Box>
  );
}

function RouterLook() {
  const { t } = useTranslation('start');
  const { store } = useApp();
  const lookAtRouter = useAppState((state) => state.draft.lookAtRouter);
  return (
    <FormControl>
      <FormControlLabel
        label={t('advanced.lookAtRouter.label')}
        control={
          <Checkbox
            checked={lookAtRouter}
            slotProps={{ input: { 'aria-describedby': 'look-at-router' } }}
            onChange={(event) => editDraft(store, { lookAtRouter: event.target.checked })}
          />
        }
      />
      <FormHelperText id="look-at-router">{t('advanced.lookAtRouter.help')}</FormHelperText>
    </FormControl>
  );
}

function Transports() {
  const { t } = useTranslation('start');
  const { store } = useApp();
  const draft = useAppState((state) => state.draft);
  return (
    <TransportChoice
      label={t('advanced.transports.label')}
      help={t('advanced.transports.help')}
      chosen={draft}
      onChange={(change) => editDraft(store, change)}
    />
  );
}
