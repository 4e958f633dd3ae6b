import { Navigate, useLocation, useParams } from 'react-router';
import { useFleet, useSettings } from '../../api/queries';
import { Loading } from '../../parts/Blank';
import { appPath } from '../../shell/paths';

/** Argo CD's older address without a namespace: the application of this name, or of the control plane's namespace. */
export function ByName() {
  const { name = '' } = useParams();
  const { search } = useLocation();
  const fleet = useFleet();
  const settings = useSettings().data;
  if (fleet.data === undefined) return <Loading what={name} />;
  const namespace = fleet.data.rows.find((row) => row.name === name)?.namespace ?? settings?.controllerNamespace ?? 'argocd';
  return <Navigate replace to={appPath({ namespace, name }) + search} />;
}
