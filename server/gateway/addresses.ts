import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const inner = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  inner.addSubnet(network, prefix, 'ipv4');
}

/** Whether an address is one of the open internet. IPv6: the global range alone, without what carries an IPv4 address inside or is for documents. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  if (isIP(bare) === 4) return !inner.check(bare, 'ipv4');
  if (isIP(bare) !== 6) return false;
  return globalRange.check(bare, 'ipv6') && !carriers.check(bare, 'ipv6');
}

const globalRange = new BlockList();
globalRange.addSubnet('2000::', 3, 'ipv6');
const carriers = new BlockList();
carriers.addSubnet('2001::', 32, 'ipv6');
carriers.addSubnet('2001:db8::', 32, 'ipv6');
carriers.addSubnet('2002::', 16, 'ipv6');

/** A name of the internet that leads into this network. */
class PrivateAddressError extends Error {
  readonly code = 'EPRIVATEADDRESS';
}

type Lookup = (
  name: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Looks names up for a connection, and refuses those with any address that is not of the open internet. It is the connection's own look-up, so a
 * name whose answer changes between check and use gains nothing.
 */
export function publicLookup(lookup: Lookup = systemLookup as Lookup): LookupFunction {
  return (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      const first = addresses?.[0];
      if (error !== null || first === undefined) {
        return callback(error ?? Object.assign(new Error('No address'), { code: 'ENOTFOUND' }), '', 0);
      }
      if (!addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(new PrivateAddressError(`${name} has an address that is not public`), '', 0);
      }
      if (options.all) (callback as unknown as (none: null, all: LookupAddress[]) => void)(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
