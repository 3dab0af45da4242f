// What the pages of public figures read.
import type {
  DisclosedLoan,
  DisclosureHeadline,
  FiguresOfDay,
  RestatementOnWire,
} from '@mutua/contract/disclosure/figures.ts';
import type { PlatformOnWire } from '@mutua/contract/http/platform.ts';
import type { ClientTariffTerms } from '@mutua/contract/product/tariff.ts';
import type { PageOf } from '../page-of.ts';

export interface DisclosureReads {
  '/api/platform': PlatformOnWire;
  '/api/disclosure/headline': DisclosureHeadline;
  '/api/disclosure/figures': FiguresOfDay;
  '/api/disclosure/loans': PageOf<DisclosedLoan>;
  '/api/disclosure/corrections': PageOf<RestatementOnWire>;
  '/api/tariff': { readonly tariff?: ClientTariffTerms };
}
