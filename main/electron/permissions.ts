// The page needs no camera, no microphone, no device. What can be asked for is denied, but for one thing: putting text
// on the clipboard, which the buttons that copy do.
import type { Session } from 'electron';
import { isBundleUrl } from './app-protocol.ts';

/** The parts of a session that hand out permissions and devices. */
export type PermissionSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'on'
>;

/** Electron's name for what navigator.clipboard.writeText asks for; reading, and raw formats, have another. */
const clipboardWrite = 'clipboard-sanitized-write';

/** `urls`: all that is known of where the question comes from. */
const isGranted = (permission: string, isMainFrame: boolean, urls: readonly string[]): boolean =>
  permission === clipboardWrite && isMainFrame && urls.every(isBundleUrl);

/** Answers both ways a page can ask: text to the clipboard from our own page, nothing else; and no device. */
export function limitPermissions(session: PermissionSession, isStandIn: boolean): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { isMainFrame, requestingUrl }) =>
    answer(isGranted(permission, isMainFrame, [requestingUrl])),
  );
  session.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame, requestingUrl }) =>
    isGranted(permission, isMainFrame, [origin, requestingUrl ?? origin]),
  );
  session.setDevicePermissionHandler(() => false);
  if (!isStandIn) session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on('select-hid-device', (event, _details, answer) => {
    event.preventDefault();
    answer(null);
  });
  session.on('select-usb-device', (event, _details, answer) => {
    event.preventDefault();
    answer();
  });
  session.on('select-serial-port', (event, _ports, _contents, answer) => {
    event.preventDefault();
    answer('');
  });
}
