/** What decides from which parcel units are taken. */
export interface Stock {
  /** How many base units there are to take from. */
  readonly quantity: bigint;
  /** Its packs, where these have a code each: then it is these that are named, and not a quantity. */
  readonly packs: object | undefined;
  readonly quarantined: boolean;
  readonly expired: boolean;
  readonly recalled: boolean;
}

/** So many units of one parcel. */
export interface Taken<P extends Stock> {
  readonly parcel: P;
  readonly quantity: bigint;
}

/** Whether units without codes may be taken from a parcel: not quarantined, recalled or expired. */
export function isUsable({ packs, quarantined, expired, recalled }: Stock): boolean {
  return packs === undefined && !quarantined && !expired && !recalled;
}

/**
 * Chooses the parcels out of which units are given (先到期先用): the usable ones, in their order, each as far as it goes.
 *
 * @param parcels - those that there are, the one that expires first before the others
 * @param quantity - how many base units
 * @returns how many of which; `undefined` where all that is usable is less
 */
export function chooseParcels<P extends Stock>(
  parcels: readonly P[],
  quantity: bigint,
): readonly Taken<P>[] | undefined {
  const taken: Taken<P>[] = [];
  let left = quantity;
  for (const parcel of parcels.filter((one) => isUsable(one) && one.quantity > 0n)) {
    if (parcel.quantity >= left) return [...taken, { parcel, quantity: left }];
    taken.push({ parcel, quantity: parcel.quantity });
    left -= parcel.quantity;
  }
  return undefined;
}
