// An editor's fields before anybody wrote in them. Plain data: the page may not carry the schema's reader.
import type { ProfileForm } from './profile-form.ts';

export const emptyProfileForm: ProfileForm = {
  name: '',
  server: '',
  port: '',
  altPort: '',
  tcp: false,
  tls: false,
  probeUser: '',
  echoExtension: '',
  readbackExtension: '',
  supportName: '',
  supportEmail: '',
  supportUrl: '',
  language: null,
};
