import { useLocation, useNavigate } from 'react-router';
import { InviteDialog } from '../../features/invitations/components/invite-dialog.tsx';
import { NothingPicked } from '../nothing-picked.tsx';

/** A dialog over the list. It has a path, so that the button "back" closes it. */
export const InvitePage = () => {
  const navigate = useNavigate();
  const isFirst = useLocation().key === 'default';
  const close = (): void => void (isFirst ? navigate('/', { replace: true }) : navigate(-1));
  return (
    <>
      <NothingPicked />
      <InviteDialog onClose={close} />
    </>
  );
};
