// What an address tells, without the address.

/** What an address tells about the network it belongs to. RFC 1918, 4193, 6598, 3927, 5771. */
export type AddressClass =
  | 'public'
  | 'private'
  | 'carrier-nat'
  | 'loopback'
  | 'link-local'
  | 'multicast'
  | 'broadcast'
  | 'unspecified';
