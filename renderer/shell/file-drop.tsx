// Report files: dropped anywhere on the window, or chosen with a button. One opens to be read, many or a folder open in
// the workspace. A fault of a single file is told here.
import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../state/app-context.tsx';
import { openFile } from '../state/file.ts';
import { pickedOf, pickedOfEntries } from '../state/picked-files.ts';
import type { App } from '../state/store.ts';
import { addFiles } from '../state/workspace.ts';
import { Icon } from './icons.tsx';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** True while a file hangs over the window. */
function useDroppedFiles(): boolean {
  const app = useApp();
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const ends = new AbortController();
    const { signal } = ends;
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsOver(false);
      if (event.dataTransfer !== null) void openDropped(app, event.dataTransfer);
    };
    window.addEventListener('dragover', over, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('drop', drop, { signal });
    return () => ends.abort();
  }, [app]);
  return isOver;
}

/** Everything is taken from the event before the first wait: the browser empties it then. */
async function openDropped(app: App, dropped: DataTransfer): Promise<void> {
  const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const [file, ...further] = dropped.files;
  const isFolder = entries.some((entry) => entry.isDirectory);
  const isAlone = file !== undefined && further.length === 0 && !isFolder;
  if (isAlone && app.store.getState().screen !== 'workspace') return openFile(app, file);
  // Some systems hand over files without entries.
  const picked = entries.length > 0 ? await pickedOfEntries(entries) : pickedOf([...dropped.files]);
  await addFiles(app, picked);
}

export function FileDrop() {
  const { t } = useTranslation('start');
  const isOver = useDroppedFiles();
  return (
    <>
      {isOver && (
        <Box
          sx={{
            position: 'fixed',
            inset: 12,
            zIndex: 'modal',
            display: 'grid',
            placeItems: 'center',
            borderRadius: '10px',
            border: '2px dashed',
            borderColor: 'primary.main',
            bgcolor: 'accentSoft',
            pointerEvents: 'none',
          }}
        >
          <Typography variant="h2" component="p">
            {t('file.drop')}
          </Typography>
        </Box>
      )}
      <FileFaultDialog />
    </>
  );
}

function FileFaultDialog() {
  const { t } = useTranslation(['errors', 'profile']);
  const { store } = useApp();
  const fault = useAppState((state) => state.fileFault);
  const close = () => store.setState({ fileFault: null });
  return (
    <Dialog open={fault !== null} onClose={close} aria-labelledby="file-fault">
      <DialogTitle id="file-fault" component="h2">
        {t('file.title')}
      </DialogTitle>
      <DialogContent>
        {fault !== null && (
          <>
            <Typography variant="mono" component="p" sx={{ marginBlockEnd: 1.5, overflowWrap: 'anywhere' }}>
              {fault.name}
            </Typography>
            <Typography>
              {t([`file.${fault.fault}`, `profile:read.${fault.fault}`, `call.${fault.fault}`])}
            </Typography>
            {fault.detail !== '' && (
              <Typography variant="body2" lang="en" sx={{ marginBlockStart: 1.5, color: 'quiet' }}>
                {fault.detail}
              </Typography>
            )}
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={close}>
          {t('understood')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Opens the system's own file chooser. */
export function OpenFileButton({ label }: { readonly label?: string }) {
  const { t } = useTranslation('start');
  const words = label ?? t('file.open');
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button startIcon={<Icon name="file" />} onClick={() => input.current?.click()}>
        {words}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".sipreport,.sipprofile,application/json"
        aria-label={words}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file !== undefined) void openFile(app, file);
        }}
      />
    </>
  );
}
