// Catches a screen that broke: the check itself lives in the host and is not lost.
import { Box, Button, Typography } from '@mui/material';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { readonly children: ReactNode };

export class WindowFault extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <FaultPage /> : this.props.children;
  }
}

function FaultPage() {
  const { t } = useTranslation('errors');
  return (
    <FullPage title={t('window.title')} text={t('window.text')}>
      <Button variant="contained" onClick={() => window.location.reload()}>
        {t('window.action')}
      </Button>
    </FullPage>
  );
}

/** A page without a frame, for when there is nothing to frame. */
export function FullPage(props: {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}) {
  return (
    <Box component="main" sx={{ maxWidth: 560, padding: { xs: 3, sm: 8 } }}>
      <Typography variant="h1" sx={{ fontSize: { xs: '1.75rem', sm: '2.125rem' } }}>
        {props.title}
      </Typography>
      <Typography sx={{ marginBlock: 3, color: 'quiet' }}>{props.text}</Typography>
      {props.children}
    </Box>
  );
}
