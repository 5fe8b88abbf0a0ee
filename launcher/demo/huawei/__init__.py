"""What Huawei's clouds have that OpenStack has not: ECS, access keys, and the gateway before both."""
