//! Where each person of the large company stands, by their number: first the chief executive, then executives, service
//! managers, team managers and officers.

use domain::{post::Grade, role::Role, unit::UnitId};

use super::{
    Size,
    people::{group_id, service_id, team_id},
};

/// Where a person stands, by their number from 0.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) grade: Grade,
    pub(super) unit: Option<UnitId>,
    /// The number of the team, service or group among its kind.
    pub(super) of: usize,
    /// The number of their manager.
    pub(super) manager: Option<usize>,
}

impl Size {
    /// The number of the executive of a group.
    pub(super) const fn executive(&self, group: usize) -> usize {
        1 + group
    }

    /// The number of the manager of a service.
    pub(super) const fn service_manager(&self, service: usize) -> usize {
        1 + self.groups + service
    }

    /// The number of the manager of a team.
    pub(super) const fn team_manager(&self, team: usize) -> usize {
        1 + self.groups + self.services + team
    }

    /// The number of the first officer.
    pub(super) const fn first_officer(&self) -> usize {
        1 + self.groups + self.services + self.teams
    }

    pub(super) fn place(&self, number: usize) -> Place {
        let place = |grade, unit, of, manager| Place {
            grade,
            unit,
            of,
            manager,
        };
        if number == 0 {
            return place(Grade::Executive, None, 0, None);
        }
        if number < self.service_manager(0) {
            let group = number - self.executive(0);
            return place(Grade::Executive, Some(group_id(group)), group, Some(0));
        }
        if number < self.team_manager(0) {
            let service = number - self.service_manager(0);
            let above = self.executive(service % self.groups);
            return place(
                Grade::ServiceManager,
                Some(service_id(service)),
                service,
                Some(above),
            );
        }
        if number < self.first_officer() {
            let team = number - self.team_manager(0);
            let above = self.service_manager(team % self.services);
            return place(Grade::TeamManager, Some(team_id(team)), team, Some(above));
        }
        let team = (number - self.first_officer()) % self.teams;
        place(
            Grade::Staff,
            Some(team_id(team)),
            team,
            Some(self.team_manager(team)),
        )
    }

    /// The role of the few who have one: the first officer administers, the second is Human Resources.
    pub(super) fn role(&self, number: usize) -> Option<Role> {
        match number.checked_sub(self.first_officer()) {
            Some(0) => Some(Role::SupportServices),
            Some(1) => Some(Role::Hr),
            _ => None,
        }
    }
}
