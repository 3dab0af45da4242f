// The name of a product in the reader's language.
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../words/declare-words.ts';

/** Its code until the names are there, or where it is offered no more. */
export function ProductName({ code }: { readonly code: string }) {
  const products = useRead('/api/products');
  const language = useLanguage();
  if (products.kind !== 'ready') return <span data-plain="">{'\u00a0'}</span>;
  const found = products.value.items.find(({ terms }) => terms.code === code);
  return <span data-plain="">{found?.terms.names[language] ?? code}</span>;
}
