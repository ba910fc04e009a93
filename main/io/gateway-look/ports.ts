/** Where a router listens, unless a test says otherwise: UPnP 1.3, HTTP, and TR-064 at AVM. */
export type GatewayPorts = {
  readonly ssdp: number;
  readonly web: number;
  readonly secureWeb: number;
  readonly tr064: number;
};

export const usualPorts: GatewayPorts = { ssdp: 1900, web: 80, secureWeb: 443, tr064: 49_000 };
