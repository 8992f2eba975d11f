import type { InspectArguments } from './arguments';
export async function inspect(_options: InspectArguments): Promise<number> {
  return 0;
}
