// One product: its versions with their terms, the release of a draft by a second person, and a form for the next one.
import type { ProductVersionOnWire } from '@mutua/contract/product/product.ts';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Empty, NoticeBox } from '../../ui/kit/notice-box.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { Tabs } from '../../ui/kit/tabs.tsx';
import { usePath } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { OfficeFrame, useDesk } from '../office-frame.tsx';
import { usePosts } from '../parts/use-posts.ts';
import { ProductForm } from './product-form.tsx';
import { ProductPreview } from './product-preview.tsx';
import { PRODUCTS_WORDS } from './products-words.ts';
import { TermsCard } from './terms-card.tsx';

/** The page `/office/products/$code`. */
export function ProductPage() {
  const { t } = useWords(PRODUCTS_WORDS);
  const { code = '' } = usePath();
  return (
    <OfficeFrame
      title={t('title')}
      crumbs={
        <>
          <Go to="/office/products">{t('products')}</Go> / <code>{code}</code>
        </>
      }
    >
      <Versions code={code} />
    </OfficeFrame>
  );
}

const NEW = 'new';

function Versions({ code }: { readonly code: string }) {
  const { t, language } = useWords(PRODUCTS_WORDS);
  const products = useRead('/api/office/products', { query: { limit: 200 } });
  const [chosen, setChosen] = useState<string | undefined>();
  return (
    <Shown read={products} lines={12}>
      {({ items }) => {
        const versions = items.filter(({ terms }) => terms.code === code);
        const newest = versions.at(-1);
        if (newest === undefined)
          return <Empty why={t('none')} to="/office/products" action={t('products')} />;
        const current = versions.find(({ terms }) => String(terms.version) === chosen) ?? newest;
        return (
          <>
            <Card title={<Plain>{newest.terms.names[language]}</Plain>}>
              <div data-plain="">
                <Tabs
                  label={t('versions')}
                  items={[
                    ...versions.map(({ terms: { version } }) => ({
                      ...{ key: String(version), label: t('version', { version }) },
                    })),
                    { key: NEW, label: t('newVersion') },
                  ]}
                  current={chosen ?? String(newest.terms.version)}
                  onChange={setChosen}
                />
              </div>
            </Card>
            {chosen === NEW ? (
              <NewVersion newest={newest} />
            ) : (
              <OneVersion key={current.terms.version} version={current} />
            )}
          </>
        );
      }}
    </Shown>
  );
}

function NewVersion({ newest }: { readonly newest: ProductVersionOnWire }) {
  const { t } = useWords(PRODUCTS_WORDS);
  const desk = useDesk();
  const isOfficer = usePosts('product_officer');
  if (!isOfficer) return <NoticeBox>{t('onlyOfficers')}</NoticeBox>;
  return (
    <Shown read={desk}>
      {({ day }) => <ProductForm key={newest.terms.version} newest={newest.terms} today={day} />}
    </Shown>
  );
}

function OneVersion({ version }: { readonly version: ProductVersionOnWire }) {
  const { t } = useWords(PRODUCTS_WORDS);
  const desk = useDesk();
  const { terms, isApproved, actions } = version;
  return (
    <>
      <NoticeBox tone={isApproved ? 'info' : 'late'}>
        <div className="office-blocked">
          <StatusMark
            status={isApproved ? 'ok' : 'pending'}
            word={t(isApproved ? 'inForce' : 'draft')}
          />
          {actions.includes('approve') && <Release version={version} />}
        </div>
        {!isApproved && !actions.includes('approve') && <p>{t('needsOther')}</p>}
      </NoticeBox>
      <TermsCard terms={terms} />
      {desk.kind === 'ready' && <ProductPreview terms={terms} valueDay={desk.value.day} />}
    </>
  );
}

function Release({ version: { terms } }: { readonly version: ProductVersionOnWire }) {
  const { t } = useWords(PRODUCTS_WORDS);
  const command = useCommand('/api/office/products/:code/versions/:version/approval');
  const { code, version } = terms;
  return (
    <div>
      <Refusal of={command} />
      <Button
        kind="primary"
        isBusy={command.state.kind === 'sending'}
        onClick={() => void command.send({}, { path: { code, version: String(version) } })}
      >
        <span data-plain="">{t('approve', { version })}</span>
      </Button>
    </div>
  );
}
