// The two choosers of the system: some files, or a whole folder.
import { Button } from '@mui/material';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shell/icons.tsx';
import { useApp } from '../../state/app-context.tsx';
import { pickedOf } from '../../state/picked-files.ts';
import { addFiles } from '../../state/workspace.ts';

type ChooserProps = { readonly kind: 'files' | 'folder'; readonly isMain: boolean };

function Chooser({ kind, isMain }: ChooserProps) {
  const { t } = useTranslation('workspace');
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant={isMain ? 'contained' : 'outlined'}
        startIcon={<Icon name={kind === 'files' ? 'file' : 'workspace'} />}
        onClick={() => input.current?.click()}
      >
        {t(`add.${kind}`)}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label={t(`add.${kind}`)}
        data-kind={kind}
        {...(kind === 'folder' ? { webkitdirectory: '' } : { accept: '.sipreport,.json,application/json' })}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0) void addFiles(app, pickedOf(files));
        }}
      />
    </>
  );
}

export const OpenButtons = ({ isMain }: { readonly isMain: boolean }) => (
  <>
    <Chooser kind="files" isMain={isMain} />
    <Chooser kind="folder" isMain={false} />
  </>
);
