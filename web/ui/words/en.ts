// The words of the tour in English, under the keys of `zh-cn.ts`.
import { enTour } from './en-tour.ts';
import type { Words } from './zh-cn.ts';

export const en: Words = {
  tour: enTour,
};
