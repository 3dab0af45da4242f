// An id on a page of supervision: short enough to be read, whole for whoever points at it.

/** The end of a UUID of version 7 tells things apart; its beginning is the time. */
export function ShortId({ id }: { readonly id: string }) {
  return <code title={id}>{id.length > 20 ? `…${id.slice(-12)}` : id}</code>;
}
