// Routers as they show themselves, after public fingerprints (rapid7/recog, fritzconnection, miniupnpd) and the form of
// each maker's pages; what the catalogue must make of them stands beside.
import type { RouterGuess } from '../../../shared/router/identify.ts';
import { type Behaviour, description, locked, nothing, outerAddress, titled, upnp } from './behaviour.ts';

export type Product = {
  readonly name: string;
  readonly behaviour: Behaviour;
  readonly id: string;
  readonly level: RouterGuess['level'];
};

const product = (
  name: string,
  id: string,
  level: Product['level'],
  behaviour: Partial<Behaviour>,
): Product => ({ name, id, level, behaviour: { ...nothing, ...behaviour } });

const tr064 = `<?xml version="1.0"?><root xmlns="urn:dslforum-org:device-1-0"><specVersion><major>1</major><minor>0</minor></specVersion><systemVersion><HW>226</HW><Major>154</Major><Minor>7</Minor><Patch>10</Patch><Buildnumber>76209</Buildnumber><Display>154.07.10</Display></systemVersion><device><deviceType>urn:dslforum-org:device:InternetGatewayDevice:1</deviceType><friendlyName>FRITZ!Box 7590</friendlyName><manufacturer>AVM</manufacturer><modelName>FRITZ!Box 7590</modelName><modelNumber>avm</modelNumber><serialNumber>00A0B0C0D0E0</serialNumber></device></root>`;
const boxInfo = `<?xml version="1.0"?><j:BoxInfo xmlns:j="http://jason.avm.de/updatecheck/"><j:Name>FRITZ!Box 7530</j:Name><j:HW>236</j:HW><j:Version>164.07.57</j:Version><j:Serial>00A0B0C0D0E0</j:Serial></j:BoxInfo>`;

export const products: readonly Product[] = [
  product('FRITZ!Box 7590', 'avm-fritzbox', 'model', {
    ssdp: upnp(
      'FRITZ!Box 7590 UPnP/1.0 AVM FRITZ!Box 7590 154.07.10',
      'http://{address}:{port:tr064}/igddesc.xml',
    ),
    pages: {
      'tr064 /igddesc.xml': {
        body: description({ manufacturer: 'AVM Berlin', modelName: 'FRITZ!Box 7590' }),
      },
      'tr064 /tr64desc.xml': { body: tr064 },
      'tr064 /ctl/IPConn': outerAddress('203.0.113.2'),
      'web /': titled('FRITZ!Box'),
    },
  }),
  product('FRITZ!Box 7530, UPnP and TR-064 off', 'avm-fritzbox', 'model', {
    pages: { 'web /': titled('FRITZ!Box'), 'web /jason_boxinfo.xml': { body: boxInfo } },
  }),
  product('NETGEAR R7000', 'netgear-nighthawk', 'model', { pages: { 'web /': locked('NETGEAR R7000') } }),
  product('NETGEAR WNDR3700', 'netgear-genie-classic', 'model', {
    pages: { 'web /': locked('NETGEAR WNDR3700v4') },
  }),
  product('ASUS RT-AX88U', 'asus-asuswrt', 'model', {
    ssdp: upnp('RT-AX88U UPnP/1.1 MiniUPnPd/2.2.0'),
    pages: {
      'igd /desc.xml': {
        body: description({
          manufacturer: 'ASUSTeK Corporation',
          modelName: 'RT-AX88U',
          friendlyName: 'RT-AX88U',
        }),
      },
      'igd /ctl/IPConn': outerAddress('203.0.113.2'),
      'web /': titled('ASUS Login', { headers: { server: 'httpd/3.0' } }),
    },
  }),
  product('TP-Link Archer C7', 'tp-link-archer', 'model', {
    pages: {
      'web /': locked('TP-LINK Wireless Dual Band Gigabit Router Archer C7', { server: 'Router Webserver' }),
    },
  }),
  product('DrayTek Vigor2862', 'draytek-vigor', 'model', {
    ssdp: upnp('DrayTek/Vigor2862 UPnP/1.1 miniupnpd/1.5'),
    pages: {
      'igd /desc.xml': { body: description({ manufacturer: 'DrayTek', modelName: 'Vigor2862' }) },
      'web /': titled('Vigor Login Page', { headers: { server: 'DWS' } }),
    },
    certificateSubject: '/CN=Vigor Router',
  }),
  product('Huawei HG8245', 'huawei-echolife', 'model', {
    ssdp: upnp('Linux UPnP/1.0 Huawei-ATP-IGD'),
    pages: {
      'igd /desc.xml': {
        body: description({ manufacturer: 'Huawei Technologies Co., Ltd', modelName: 'HG8245H' }),
      },
    },
  }),
  product('Linksys WRT54GL', 'linksys-wrt54g', 'model', { pages: { 'web /': locked('WRT54GL') } }),
  product('Zyxel P-660HN', 'zyxel-p-series', 'model', {
    pages: { 'web /': locked('P-660HN-T1A', { server: 'RomPager/4.07 UPnP/1.0' }) },
  }),
  product('MikroTik RouterOS', 'mikrotik-routeros', 'family', {
    pages: { 'web /': titled('RouterOS router configuration page') },
  }),
  product('FortiGate 60F', 'fortinet-fortigate', 'family', {
    pages: { 'web /': { status: 302, headers: { location: 'https://{address}/' } } },
    certificateSubject: '/C=US/O=Fortinet/OU=FortiGate/CN=FGT60F0000000000',
  }),
  product('OpenWrt', 'openwrt-fw4', 'family', {
    pages: { 'web /': titled('LuCI', { headers: { server: 'uhttpd' } }) },
    certificateSubject: '/C=ZZ/O=OpenWrt/CN=OpenWrt',
  }),
  product('OPNsense', 'deciso-opnsense', 'family', { pages: { 'web /': titled('Login | OPNsense') } }),
  product('pfSense', 'netgate-pfsense', 'family', { pages: { 'web /': titled('pfSense - Login') } }),
  product('EdgeRouter X', 'ubiquiti-edgerouter', 'family', {
    pages: { 'secureWeb /': titled('EdgeOS') },
    certificateSubject: '/CN=UBNT Router UI/O=Ubiquiti Inc.',
  }),
  product('SpeedTouch 510', 'technicolor-speedtouch', 'model', {
    pages: { 'web /': locked('SpeedTouch (00-90-D0-11-22-33)') },
  }),
  product('Linux with miniupnpd', 'linux-netfilter', 'family', {
    ssdp: upnp('Linux UPnP/1.0 Debian/12 miniupnpd/2.3.1'),
  }),
];
