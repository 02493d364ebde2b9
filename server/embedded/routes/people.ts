import { answerJson, answerPage } from '../answer.ts';
import { type Embedded, type Place, placeOf, requireNotEditor } from '../place.ts';
import { readPaging, readQuery } from '../query.ts';
import type { Routes } from '../router.ts';
import { foldText } from '../text.ts';

interface Member {
  id: number;
  isAdmin: boolean;
  wire: Record<string, unknown>;
}

/** Everybody with a grant in the workspace, and everybody without any grant at all (see `rights.ts`). */
async function membersOf({ database, workspace }: Place): Promise<Member[]> {
  const [users, permissions] = await Promise.all([
    database.kysely.selectFrom('users').selectAll().orderBy('id').execute(),
    database.kysely.selectFrom('permissions').select(['user_id', 'workspace_id']).execute(),
  ]);
  const restricted = new Set(permissions.map((row) => row.user_id));
  const granted = new Set(
    permissions
      .filter((row) => row.workspace_id === null || row.workspace_id === workspace.id)
      .map((row) => row.user_id),
  );
  return users
    .filter((user) => granted.has(user.id) || !restricted.has(user.id))
    .map((user) => ({
      id: user.id,
      isAdmin: user.is_env_admin,
      wire: JSON.parse(user.wire) as Record<string, unknown>,
    }));
}

function printMember({ id, isAdmin, wire }: Member, groupId: number): string {
  const name = [wire.first_name, wire.last_name].filter((part) => typeof part === 'string').join(' ');
  return JSON.stringify({
    name,
    username: wire.email ?? null,
    ...wire,
    id,
    access_groups: [groupId],
    is_ws_admin: isAdmin,
    is_env_admin: isAdmin,
    is_ws_deletable: false,
  });
}

/** One default group a workspace: this environment keeps rights by user. Its id is the workspace's. */
function printGroup({ workspace }: Place, members: Member[]): string {
  return JSON.stringify({
    id: workspace.id,
    name: 'Members',
    description: 'Everybody who may enter this workspace',
    members: members.map((member) => member.id),
    members_only_in_this_group: members.map((member) => member.id),
    is_default: true,
  });
}

export function peopleRoutes(embedded: Embedded): Routes {
  return {
    '/workspaces/:workspace_id/users/': {
      async GET(c) {
        const place = await placeOf(c, embedded);
        const query = readQuery(c);
        const paging = readPaging(query);
        query.check();
        const members = await membersOf(place);
        const page = members.slice(
          paging.offset,
          paging.limit === null ? undefined : paging.offset + paging.limit,
        );
        return answerPage(
          c,
          page.map((member) => printMember(member, place.workspace.id)),
          members.length,
          paging,
        );
      },
    },
    '/workspaces/:workspace_id/groups/': {
      async GET(c) {
        const place = await placeOf(c, embedded);
        requireNotEditor(place, 'This workspace runs an editor app, which has no groups.');
        const query = readQuery(c);
        const paging = readPaging(query);
        query.choices('sort', ['name', 'name:asc', 'name:desc']);
        const search = foldText(query.text('search') ?? '');
        query.check();
        const groups = 'members'.includes(search) ? [printGroup(place, await membersOf(place))] : [];
        return answerPage(c, groups.slice(paging.offset), groups.length, paging);
      },
    },
    '/users/me/': {
      async GET(c) {
        const { id, isAdmin, wire } = c.get('caller');
        const user = JSON.parse(wire) as Record<string, unknown>;
        return answerJson(c, JSON.stringify({ ...user, id, is_env_admin: isAdmin }));
      },
    },
    '/verify/': { GET: (c) => answerJson(c, '{}') },
  };
}
