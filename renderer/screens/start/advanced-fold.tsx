// What an administrator may know more about: ports, transports, a user that the server knows.
import {
  Accordion,
  AccordionDetails,
  AccordionSummary,
  Box,
  Checkbox,
  FormControl,
  FormControlLabel,
  FormGroup,
  FormHelperText,
  FormLabel,
  TextField,
} from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shell/icons.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { type DraftFaults, editDraft, emptyDraft } from '../../state/draft.ts';

type FaultsProps = { readonly faults: DraftFaults };

export function AdvancedFold({ faults }: FaultsProps) {
  const { t } = useTranslation('start');
  const hasFault = ['port', 'altPort', 'probeUser'].some((field) => field in faults);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Accordion
      expanded={isOpen || hasFault}
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
          <DraftText field="port" fault={faults.port} placeholder="5060" />
          <DraftText field="altPort" fault={faults.altPort} placeholder="5160" />
          <DraftText field="probeUser" fault={faults.probeUser} placeholder="" />
          <Transports />
        </Box>
      </AccordionDetails>
    </Accordion>
  );
}

/** A closed fold says when something in it was filled in. */
function Given() {
  const { t } = useTranslation('start');
  const draft = useAppState((state) => state.draft);
  const given = (['port', 'altPort', 'tcp', 'tls', 'probeUser'] as const).filter(
    (field) => draft[field] !== emptyDraft[field],
  ).length;
  if (given === 0) return null;
  return (
    <Box component="span" sx={{ color: 'quiet', fontWeight: 400, marginInlineStart: 1 }}>
      {t('advanced.given', { count: given })}
    </Box>
  );
}

type DraftTextProps = {
  readonly field: 'port' | 'altPort' | 'probeUser';
  readonly fault: DraftFaults['port'];
  readonly placeholder: string;
};

function DraftText({ field, fault, placeholder }: DraftTextProps) {
  const { t } = useTranslation('start');
  const { store } = useApp();
  const value = useAppState((state) => state.draft[field]);
  return (
    <TextField
      id={field}
      label={t(`advanced.${field}.label`)}
      placeholder={placeholder}
      value={value}
      error={fault !== undefined}
      helperText={fault === undefined ? t(`advanced.${field}.help`) : t(`fault.${fault}`)}
      onChange={(event) => editDraft(store, { [field]: event.target.value })}
      autoComplete="off"
      slotProps={{
        htmlInput: {
          maxLength: 64,
          spellCheck: false,
          autoCapitalize: 'none',
          dir: 'ltr',
          inputMode: field === 'probeUser' ? 'text' : 'numeric',
        },
        input: { sx: { typography: 'mono' } },
      }}
    />
  );
}

function Transports() {
  const { t } = useTranslation('start');
  const { store } = useApp();
  const draft = useAppState((state) => state.draft);
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend" sx={{ fontSize: '0.9375rem', marginBlockEnd: 0.5 }}>
        {t('advanced.transports.label')}
      </FormLabel>
      <FormGroup row sx={{ gap: 1 }}>
        <FormControlLabel control={<Checkbox checked disabled />} label="UDP" />
        {(['tcp', 'tls'] as const).map((name) => (
          <FormControlLabel
            key={name}
            label={name.toUpperCase()}
            control={
              <Checkbox
                checked={draft[name]}
                onChange={(event) => editDraft(store, { [name]: event.target.checked })}
              />
            }
          />
        ))}
      </FormGroup>
      <FormHelperText>{t('advanced.transports.help')}</FormHelperText>
    </FormControl>
  );
}
