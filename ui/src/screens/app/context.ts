import { useOutletContext } from 'react-router';
import type { AppId } from '../../api/calls';
import type { Application, ObjectRef } from '../../api/types';
import type { Actions, Mays } from './useActions';

/** What every view of one application stands on. */
export interface AppContext {
  id: AppId;
  app: Application;
  actions: Actions;
  may: Mays;
  openObject: (object: ObjectRef, tab?: string) => void;
  askSync: () => void;
}

export function useApp(): AppContext {
  return useOutletContext<AppContext>();
}
