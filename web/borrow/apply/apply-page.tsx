// An application in steps: each is saved as a draft, and the last one sends it.
import type { LoanDraftOnWire } from '@mutua/contract/loan/draft.ts';
import type { ProfileOnWire } from '@mutua/contract/people/client.ts';
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import { useRead } from '../../api/use-read.ts';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import '../borrow.css';
import { ApplyForm } from './apply-form.tsx';
import { APPLY_WORDS } from './apply-words.ts';

/** The page at /borrow/apply; product and step stand in the address. */
export function ApplyPage() {
  const { t } = useWords(APPLY_WORDS);
  const profile = useRead('/api/clients/me');
  return (
    <PersonFrame area="borrow" title={t('title')} lead={t('lead')}>
      <Shown read={profile} lines={8}>
        {(me) => <Admitted me={me} />}
      </Shown>
    </PersonFrame>
  );
}

function Admitted({ me }: { readonly me: ProfileOnWire }) {
  const { t } = useWords(APPLY_WORDS);
  const products = useRead('/api/products');
  const drafts = useRead('/api/loan-drafts');
  const next = me.paths.find(({ role }) => role === 'borrower')?.next;
  if (next === 'verify_identity' || next === 'open_custody_account') {
    return (
      <Empty
        why={t('notReady')}
        to={`/borrow/start?${location.search.slice(1)}`}
        action={t('toStart')}
      />
    );
  }
  const openLoanId = me.borrower?.openLoanId;
  if (openLoanId !== undefined) {
    return <Empty why={t('openAlready')} to={`/borrow/loans/${openLoanId}`} action={t('toOpen')} />;
  }
  return (
    <Shown read={products} lines={8}>
      {({ items }) => (
        <Shown read={drafts} lines={8}>
          {(saved) => (
            <ForProduct
              products={items.map(({ terms }) => terms).filter((one) => isFor(one, me.kind))}
              drafts={saved.items}
              kind={me.kind}
            />
          )}
        </Shown>
      )}
    </Shown>
  );
}

function isFor({ borrowerKinds, channels }: ProductTermsOnWire, kind: string): boolean {
  return borrowerKinds.some((one) => one === kind) && channels.includes('online');
}

interface ForProductProps {
  readonly products: readonly ProductTermsOnWire[];
  readonly drafts: readonly LoanDraftOnWire[];
  readonly kind: string;
}

/** The product of the address, else of a draft, else the smallest one that is offered. */
function ForProduct({ products, drafts, kind }: ForProductProps) {
  const { t } = useWords(APPLY_WORDS);
  const [query] = useQueryString();
  const code = query.get('product') ?? drafts[0]?.productCode ?? FIRST_PRODUCT;
  const product = products.find((one) => one.code === code) ?? products[0];
  if (product === undefined) return <Empty why={t('noProduct')} to="/borrow" action={t('back')} />;
  return (
    <ApplyForm
      key={product.code}
      products={products}
      product={product}
      kind={kind}
      draft={drafts.find(({ productCode }) => productCode === product.code)}
    />
  );
}

const FIRST_PRODUCT = 'small_credit_loan';
