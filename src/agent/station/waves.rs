//! Waves: arrivals that wait until a whole wave is released to the servers. They wait in the queue all the while.

use super::{Station, Turn, Waiting};
use crate::agent::Ctx;
use crate::chain::{Fact, Probe};
use crate::units::{OrderId, RouteId};

impl<T: Copy> Station<T> {
    /// Handles an arrival that waits for the next wave, even if a server is free.
    #[inline(never)]
    pub(in crate::agent) fn gather(
        &mut self,
        item: T,
        line: OrderId,
        route: RouteId,
        ctx: &mut Ctx<'_, impl Probe>,
    ) -> Turn {
        if self.room.is_some() && self.turns_away(line, false, ctx) {
            return Turn::Away;
        }
        ctx.note(Fact::Queued(self.site));
        let class = self.class(line, route, ctx);
        self.gathered.push(Waiting { item, since: ctx.now(), class });
        Turn::Later
    }

    /// Releases a wave to the servers, behind what earlier waves left. The agent fetches it with [`Station::call`].
    pub(in crate::agent) fn release(&mut self) {
        for waiting in std::mem::take(&mut self.gathered) {
            self.insert(waiting);
        }
    }
}
