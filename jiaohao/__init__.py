"""The console command `jiaohao`, and the demo that puts every room side by side."""
