import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { FetchError } from './problem.ts';

/** Says whether a link may lead to an address. */
export type AddressPolicy = (address: string) => boolean;

/** The half of IPv6 that is given out to the public: 2000::/3. Old forms such as ::127.0.0.1 lie outside. */
const GLOBAL_UNICAST = ipaddr.IPv6.parse('2000::');
const GLOBAL_UNICAST_BITS = 3;

/**
 * True for addresses of the public internet only: neither this machine, nor a private network, nor a cloud's own
 * metadata service, in whatever notation. What is not known to be public is refused.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return !(parsed instanceof ipaddr.IPv6) || parsed.match(GLOBAL_UNICAST, GLOBAL_UNICAST_BITS);
}

type LookupAll = (
  hostname: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Resolves a host's name once and gives only checked addresses to the connection, so that a second answer of the name
 * server cannot lead elsewhere. A name with one forbidden address among others is refused as a whole.
 */
export function checkedLookup(allowed: AddressPolicy, lookup: LookupAll = systemLookup): LookupFunction {
  return (hostname, options, done) => {
    const found = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[] = []) => {
      if (error !== null) return done(error, '');
      const [first] = addresses;
      const refused = addresses.find(({ address }) => !allowed(address));
      if (refused !== undefined || first === undefined) {
        return done(new FetchError('link-private', `${hostname} → ${refused?.address ?? '?'}`), '');
      }
      if (options.all === true) done(null, addresses);
      else done(null, first.address, first.family);
    };
    lookup(hostname, { ...options, all: true }, found);
  };
}
