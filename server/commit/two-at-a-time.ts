// Work for the lane in rounds, two of them under way: while one is saved, the next is decided.

/**
 * Begins the next round while the one before is under way, and ends when there is no further and all are done.
 *
 * @param begin gives what it has begun; nothing where there is nothing more to do.
 * @throws whatever the first round throws that fails. Of the round after it nobody hears then: it may have been done.
 */
export async function twoAtATime(
  begin: () => Promise<readonly Promise<unknown>[] | undefined>,
): Promise<void> {
  let before: Promise<unknown> | undefined;
  for (;;) {
    const begun = await begin();
    const round = begun === undefined ? undefined : Promise.all(begun);
    round?.catch(() => undefined);
    await before;
    if (round === undefined) return;
    before = round;
  }
}
