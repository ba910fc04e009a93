import { homedir } from 'node:os';
import { isAbsolute, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stateFolder } from '../../../../main/io/state-folder.ts';

describe('the state folder', () => {
  it('is where the environment says, as an absolute path', () => {
    expect(stateFolder({ SIP_ALG_CHECKER_STATE_DIR: resolve('/state') })).toBe(resolve('/state'));
    expect(stateFolder({ SIP_ALG_CHECKER_STATE_DIR: 'state' })).toBe(resolve('state'));
  });

  it.each([{}, { SIP_ALG_CHECKER_STATE_DIR: '' }])(
    'is the data folder of the user otherwise',
    (environment) => {
      const folder = stateFolder(environment);
      expect(isAbsolute(folder)).toBe(true);
      expect(folder).toContain('sip-alg-checker');
      expect(folder).not.toContain('nodejs');
    },
  );

  it.runIf(process.platform === 'linux' && !process.env['XDG_DATA_HOME'])(
    'is in the place for data on Linux, which no cleaner empties',
    () => {
      expect(relative(homedir(), stateFolder({}))).toBe('.local/share/sip-alg-checker');
    },
  );
});
