// The ids of what the platform makes itself, such as an instruction to the custodian.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { v7 } from 'uuid';

const VERSION_PLACE = 14;

/**
 * A UUID of version 8, sorted by time as those of version 7 are. The commands of people bear any version but 8, so that
 * nobody gives a thing of his own the id of one of the platform's.
 *
 * @param now the present if left out.
 */
export function newPlatformId(now?: number): Id {
  const id = v7(now === undefined ? {} : { msecs: now });
  return idOf(`${id.slice(0, VERSION_PLACE)}8${id.slice(VERSION_PLACE + 1)}`);
}
