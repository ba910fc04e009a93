// The token of this launch arrives in the address after `#`, which browsers send to nobody. It leaves the address
// bar at once and stays with the tab, so that a reload still works.

const key = 'sip-alg-checker-token';

type Place = {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'replaceState'>;
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
};

/** The token of this window; null when it was opened without one. */
export function takeToken(place: Place): string | null {
  const fresh = new URLSearchParams(place.location.hash.slice(1)).get('token');
  if (fresh === null || fresh === '') return place.sessionStorage.getItem(key);
  place.sessionStorage.setItem(key, fresh);
  place.history.replaceState(null, '', `${place.location.pathname}${place.location.search}`);
  return fresh;
}
