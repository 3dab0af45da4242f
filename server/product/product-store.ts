// The versions of products and of the tariff for clients, each with the two persons who stand for it.
import {
  dayColumn,
  idColumn,
  integerColumn,
  jsonColumn,
  optionalColumn,
  textColumn,
} from '../database/column.ts';
import { factTable } from '../database/fact-table.ts';

export const productVersionTable = factTable(
  'productVersion',
  'product.product_version',
  {
    code: textColumn(),
    number: integerColumn,
    terms: jsonColumn(),
    makerId: idColumn,
    checkerId: optionalColumn(idColumn),
    approvedOn: optionalColumn(dayColumn),
  },
  { key: ['code', 'number'], lists: { versionsOfProduct: ['code'] } },
);

export const clientTariffTable = factTable(
  'clientTariff',
  'product.client_tariff',
  {
    name: textColumn(),
    number: integerColumn,
    tariff: jsonColumn(),
    makerId: idColumn,
    checkerId: optionalColumn(idColumn),
  },
  { key: ['name', 'number'], lists: { clientTariffs: ['name'] } },
);
