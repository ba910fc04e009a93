// The text for the customer, in the customer's own language whatever the window speaks.
import { Box, MenuItem, Stack, type SvgIconProps, TextField, type Theme } from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '../../../shared/reading/say.ts';
import type { Report } from '../../../shared/report/report.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { nameOfLanguage } from '../../language/format.ts';
import { chooseLanguage } from '../../language/setup.ts';
import { Icon } from '../../shell/icons.tsx';
import { explanation } from './explanation.ts';

const FoldIcon = (props: SvgIconProps) => <Icon {...props} name="fold" />;

export function Explain({ report }: { readonly report: Report }) {
  const { t, i18n } = useTranslation('workspace');
  const [language, setLanguage] = useState(chooseLanguage([i18n.language]));
  const text = explanation(report, {
    workspace: i18n.getFixedT(language, 'workspace'),
    verdict: i18n.getFixedT(language, 'verdict'),
    quality: i18n.getFixedT(language, 'quality'),
    result: i18n.getFixedT(language, 'result'),
    language,
  });
  return (
    <Stack sx={{ gap: 2, maxWidth: 720 }}>
      <TextField
        id="customer-language"
        select
        label={t('explain.language')}
        value={language}
        slotProps={{ select: { IconComponent: FoldIcon } }}
        onChange={({ target }) => setLanguage(chooseLanguage([target.value]))}
        sx={{ maxWidth: 280 }}
      >
        {languages.map((name) => (
          <MenuItem key={name} value={name} lang={name}>
            {nameOfLanguage(name)}
          </MenuItem>
        ))}
      </TextField>
      <Box
        component="section"
        aria-label={t('explain.text')}
        lang={language}
        sx={(theme: Theme) => ({
          padding: 2.5,
          whiteSpace: 'pre-line',
          borderRadius: '10px',
          border: `1px solid ${theme.vars.palette.line}`,
          backgroundColor: theme.vars.palette.surface,
        })}
      >
        {text.trimEnd()}
      </Box>
      <CopyButton
        text={text}
        label={t('explain.copy')}
        copied={t('explain.copied')}
        notCopied={t('explain.notCopied')}
      />
    </Stack>
  );
}
