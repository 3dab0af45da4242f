// The words of the tour in Chinese; `en.ts` has the same keys (the compiler checks it). All others stand beside their pages.
import { zhCnTour } from './zh-cn-tour.ts';

export const zhCn = {
  tour: zhCnTour,
};

export type Words = typeof zhCn;
